import type { Unsent } from '@/offline/unsent'
import { idOf, type Part } from './chunked'

/** Only what gives values and says why can wait: a record is not thrown away by a hand that has long gone. */
export const canBeKept = (part: Part): boolean =>
  part.commands.every(command => 'update' in command || 'note' in command)

/** What of a write goes with these commands. */
export function only(
  { records }: Pick<Unsent, 'records'>,
  part: Part,
): Pick<Unsent, 'key' | 'commands' | 'records'> {
  const ids = new Set(part.commands.map(idOf))
  return { ...part, records: records.filter(record => ids.has(record.id)) }
}
