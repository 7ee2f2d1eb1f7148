import { MessageSquarePlus, Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { callMark } from '@/lib/calls'
import { Button } from '@/ui/button'
import { WriteSheet } from '../timeline/write-sheet'
import { useCalled } from './call-number'
import { setWriting } from './writing'

/** The two things a rep does in front of a customer, under the thumb. */
export function PhoneActions({
  form,
  record,
  onWritten,
}: {
  form: Form
  record: RecordFull
  onWritten: () => void
}) {
  const { t } = useTranslation()
  const [writing, setOpen] = useState(false)
  const called = useCalled(form, record)
  return (
    <div data-thumb-bar="" className="flex shrink-0 gap-3 border-t border-line bg-surface px-4 py-2.5">
      {called && (
        <a
          href={`tel:${called.number}`}
          {...callMark(form.code, record.id)}
          className="flex h-11 min-w-0 flex-1 items-center justify-center gap-2 rounded-8 border border-line-strong px-3 text-14"
        >
          <Phone size={18} className="shrink-0" aria-hidden="true" />
          <span className="truncate">
            {called.name ? t('records:call_person', { name: called.name }) : t('records:call')}
          </span>
        </a>
      )}
      <Button
        look="primary"
        size="touch"
        className="flex-1"
        icon={<MessageSquarePlus size={18} />}
        onClick={() => {
          setOpen(true)
          setWriting(record.id)
        }}
      >
        {t('records:write_activity')}
      </Button>
      {writing && (
        <WriteSheet
          form={form}
          record={record}
          onClose={() => setOpen(false)}
          onSent={() => {
            setOpen(false)
            onWritten()
          }}
        />
      )}
    </div>
  )
}
