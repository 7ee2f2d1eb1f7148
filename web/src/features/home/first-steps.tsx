import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Upload, UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keys, useMe } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { FormSummary } from '@/api/types'
import { words } from '@/lib/label'

const LINK =
  'flex min-h-14 items-center gap-3 rounded-12 border border-line bg-surface px-4 py-3 text-13 hover:border-line-strong hover:bg-hover'

/** What to do where nothing is yet. Gone with the first record. */
export function FirstSteps({ forms }: { forms: FormSummary[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const answers = useQueries({
    queries: forms.map(form => ({
      queryKey: keys.count(form.code, 'any'),
      queryFn: () =>
        queryRecords(form.code, { fields: ['id'], size: 1, count: 'none' as const }).then(
          answer => answer.items.length,
        ),
    })),
  })
  const first = forms.find(form => form.can.create)
  const nothing = answers.length > 0 && answers.every(answer => answer.data === 0)
  if (!nothing) return null
  return (
    <section>
      <h2 className="mb-2 text-16 font-semibold">{t('home:first.title')}</h2>
      <ul className="grid grid-cols-3 gap-3 max-lg:grid-cols-1">
        {forms.some(form => form.can.import) && (
          <li>
            <Link to="/imports/new" className={LINK}>
              <Upload size={18} className="shrink-0 text-accent" aria-hidden="true" />
              {t('home:first.import')}
            </Link>
          </li>
        )}
        {first && (
          <li>
            <Link to="/f/$form" params={{ form: first.code }} search={{ new: true }} className={LINK}>
              <Plus size={18} className="shrink-0 text-accent" aria-hidden="true" />
              {t('home:first.create', { form: words(first.name) })}
            </Link>
          </li>
        )}
        {me.permissions.administer && (
          <li>
            <Link to="/settings/people" className={LINK}>
              <UserPlus size={18} className="shrink-0 text-accent" aria-hidden="true" />
              {t('home:first.invite')}
            </Link>
          </li>
        )}
      </ul>
    </section>
  )
}
