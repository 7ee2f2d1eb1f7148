import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MadeRecord } from '@/api/acts'
import { formsQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { cx } from './class-names'

/** Records by title, each a link with the name of its form before it; what is out of sight says only that. */
export function MadeLinks({
  made,
  bare = false,
  part,
}: {
  made: readonly MadeRecord[]
  bare?: boolean
  /** What of the record is meant: the follow-up of this id. */
  part?: string | null | undefined
}) {
  const { t } = useTranslation()
  const { data: forms } = useQuery(formsQuery)
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
      {made.map(record => {
        const form = forms?.find(other => other.code === record.form)
        return (
          <span key={`${record.form}.${record.id}`} className="inline-flex min-w-0 items-center gap-1">
            {!bare && form && <span className="shrink-0 text-fg-2">{words(form.name)}</span>}
            {typeof record.title === 'string' ? (
              <Link
                to="/f/$form/$id"
                params={{ form: record.form, id: record.id }}
                {...(part ? { hash: part } : {})}
                className={cx(
                  'min-w-0 truncate text-accent hover:underline max-md:py-2.5',
                  record.binned && 'line-through decoration-fg-3',
                )}
                {...(record.binned ? { title: t('acts:binned') } : {})}
              >
                {record.title || t('records:untitled')}
              </Link>
            ) : (
              // What one gave away out of one’s own sight has the name that it had then, and no way there.
              <span
                className="min-w-0 truncate text-fg-2"
                {...(record.was ? { title: t('acts:unseen') } : {})}
              >
                {record.was || t('acts:unseen')}
              </span>
            )}
          </span>
        )
      })}
    </span>
  )
}
