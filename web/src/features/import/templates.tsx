import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { templateUrl } from '@/api/imports'
import { formsQuery } from '@/api/queries'
import { words } from '@/lib/label'

const SHOWN = 6

/** Workbooks to be filled in, for those who have no table yet: of one form, or of each that can be imported into. */
export function Templates({ form }: { form: string | undefined }) {
  const { t } = useTranslation()
  const { data: forms } = useQuery(formsQuery)
  const usable = (forms ?? []).filter(one => one.can.import && (!form || one.code === form)).slice(0, SHOWN)
  if (usable.length === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 px-1 text-13 text-fg-2">
      <span>{t('import:template.hint')}</span>
      {usable.map(one => (
        <a
          key={one.code}
          href={templateUrl(one.code)}
          download
          className="inline-flex items-center gap-1 text-accent hover:text-accent-hover max-md:h-11"
        >
          <Download size={13} aria-hidden="true" />
          {t('import:template.of', { form: words(one.name) })}
        </a>
      ))}
    </p>
  )
}
