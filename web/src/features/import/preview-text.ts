import type { ImportColumn, PreviewRow } from '@/api/import-types'
import type { Form } from '@/api/types'
import { fullTime } from '@/lib/format'
import { fieldOf } from './mapping'

const A_MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
/** The form's own columns are no fields of it. */
const isMoment = (column: ImportColumn, form: Form | undefined): boolean =>
  (column.to !== null && 'system' in column.to) || fieldOf(column, form)?.kind.type === 'date_time'

/** What will be stored where something will be, else what stands in the file. */
export function textOf(item: PreviewRow, column: ImportColumn, at: number, form: Form | undefined): string {
  const raw = item.cells[at] ?? ''
  const code = codeOf(column)
  const written = item.outcome === 'create' || item.outcome === 'update'
  // Members that are yet to be made have no name but the one in the file.
  const toBeMade = column.people?.unmatched.some(
    ({ from, to }) => from === raw.trim() && (to === 'create' || to === 'create_left'),
  )
  if (!written || !code || toBeMade) return raw
  const will = item.display[code] ?? ''
  return A_MOMENT.test(will) && isMoment(column, form) ? fullTime(will) : will
}

function codeOf({ to }: ImportColumn): string | undefined {
  if (to === null || 'activities' in to || 'note' in to) return undefined
  if ('field' in to) return to.field
  return 'system' in to ? to.system : to.new_field.code
}
