import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import { dateText } from '@/lib/format'
import { Button } from '@/ui/button'

/** The decisions of an earlier import of the same columns were taken over: whose, from when, and how to begin anew. */
export function RememberedBar({ one, change }: { one: Import; change: (patch: ImportPatch) => void }) {
  const { t } = useTranslation()
  const last = one.remembered
  if (!last) return null
  const facts = [dateText(last.at), last.by].filter(Boolean).join(t('import:remembered.and'))
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-8 bg-accent-soft/60 px-3 py-1.5 text-13 text-fg-2">
      <History size={14} className="shrink-0 text-accent" aria-hidden="true" />
      <span>{t('import:remembered.from', { facts })}</span>
      <Button
        look="link"
        size="small"
        className="max-md:min-h-11"
        onClick={() => change({ recognise: true })}
      >
        {t('import:remembered.anew')}
      </Button>
    </p>
  )
}
