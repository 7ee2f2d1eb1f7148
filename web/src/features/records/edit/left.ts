import type { Form } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'
import type { Unsent } from '@/offline/unsent'
import { idOf, type Part } from './chunked'

/** What gives values, says why, makes records or puts them in the bin can wait; who takes from a pool must know at once. */
export const canBeKept = (part: Part): boolean =>
  part.commands.every(
    command => 'update' in command || 'note' in command || 'create' in command || 'delete' in command,
  )

/** Whether one of these values is sensitive: no browser keeps it. */
export const isSecret = (form: Form, codes: Iterable<string>): boolean =>
  [...codes].some(code => fieldByCode(form, code)?.sensitive)

/** What of a write goes with these commands. */
export function only(
  { records }: Pick<Unsent, 'records'>,
  part: Part,
): Pick<Unsent, 'key' | 'commands' | 'batch' | 'records'> {
  const ids = new Set(part.commands.map(idOf))
  return { ...part, records: records.filter(record => ids.has(record.id)) }
}
