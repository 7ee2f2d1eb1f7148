import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { relativeTime } from '@/lib/format'
import { Button } from '@/ui/button'
import { useBringBack } from '../edit/use-bring-back'
import { isTrashed } from './record-view'

export function BinBanner({ form, record }: { form: Form; record: RecordFull }) {
  const { t } = useTranslation()
  const restore = useBringBack(form.code)
  if (!isTrashed(record)) return null
  return (
    <div
      role="status"
      className="flex items-center gap-2 rounded-8 bg-warn-soft py-1.5 pl-3 pr-1.5 text-13 text-warn"
    >
      <Trash2 size={14} className="shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        {t('records:in_bin', { when: relativeTime(String(record.system.deleted_at)) })}
      </span>
      <Button size="small" onClick={() => void restore(record.id)}>
        {t('records:restore')}
      </Button>
    </div>
  )
}
