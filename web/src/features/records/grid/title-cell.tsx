import { Maximize2, MessageSquarePlus, Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Field, FoundBecause, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { callMark } from '@/lib/calls'
import { Arriving } from '@/ui/arriving'
import { FoundBy } from '@/ui/found-by'
import { RestoreButton } from '../list-parts'
import type { GridActions } from './grid-cell'

interface TitleCellProps {
  record: RecordRow
  field: Field
  form: string
  index: number
  actions: GridActions
  phoneField: string | undefined
  because: FoundBecause | null | undefined
  canWrite: boolean
}

/** The record's name: a click on the words opens it, a double click edits them; on hover the next actions appear. */
export function TitleCell(props: TitleCellProps) {
  const { record, field, form, index, actions, phoneField, because, canWrite } = props
  const { t } = useTranslation()
  // Nobody calls about what lies in the bin.
  const phone = phoneField && !record.values.deleted_at ? recordValue(record, phoneField) : undefined
  const text = displayOf(record, field.code) ?? String(recordValue(record, field.code) ?? '')
  const button = 'flex size-6 items-center justify-center rounded-6 text-fg-3 hover:bg-active hover:text-fg'
  const stop = (event: React.MouseEvent) => event.stopPropagation()
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        onMouseDown={event => {
          event.stopPropagation()
          // The keyboard stays with the cell: on the words it would go to nobody.
          event.preventDefault()
        }}
        onClick={event => event.detail < 2 && actions.open(record, index)}
        className="relative z-[1] min-w-0 truncate text-left font-medium hover:underline hover:underline-offset-2"
        title={text}
      >
        {text || t('records:untitled')}
      </button>
      {because && (
        <FoundBy
          form={form}
          because={because}
          className="ml-2 min-w-0 flex-1 truncate text-12 font-normal text-fg-3"
        />
      )}
      <span
        className="absolute inset-y-1 right-1 z-[2] hidden rounded-6 items-center gap-0.5 bg-hover pl-1 group-hover/row:flex"
        onMouseDown={stop}
        onDoubleClick={stop}
      >
        {typeof phone === 'string' && phone && (
          <a
            href={`tel:${phone}`}
            {...callMark(form, record.id)}
            tabIndex={-1}
            title={t('records:call')}
            aria-label={t('records:call')}
            className={button}
          >
            <Phone size={14} />
          </a>
        )}
        {canWrite && (
          <button
            type="button"
            tabIndex={-1}
            title={t('records:write_activity')}
            aria-label={t('records:write_activity')}
            className={button}
            onClick={() => actions.write(record, index)}
          >
            <MessageSquarePlus size={14} />
          </button>
        )}
        {record.values.deleted_at ? (
          <Arriving>
            <RestoreButton form={form} id={record.id} title={text} inRow />
          </Arriving>
        ) : (
          <button
            type="button"
            tabIndex={-1}
            title={t('records:open')}
            aria-label={t('records:open')}
            className={button}
            onClick={() => actions.open(record, index)}
          >
            <Maximize2 size={13} />
          </button>
        )}
      </span>
    </>
  )
}
