import type { BatchCommand } from '@/api/records'
import type { Form, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import type { Laid } from '@/offline/unsent'
import { valueText } from '../edit/refused-cells'
import { titleOf } from '../edit/use-save'
import { goneOf } from '../edit/use-trash'

/** What commands give to records, as it is shown and told: of those that are on the screen also what stood there before. */
export function laidOfCommands(
  form: Form,
  commands: readonly BatchCommand[],
  rows: readonly RecordRow[],
  shown: Readonly<Record<string, string>> = {},
): Laid[] {
  const byId = new Map(rows.map(row => [row.id, row]))
  return commands.flatMap((command): Laid[] => {
    if ('delete' in command) return [goneOf(form, command.delete.id, byId.get(command.delete.id))]
    if (!('update' in command)) return []
    const { id, values } = command.update
    const row = byId.get(id)
    const codes = Object.keys(values)
    const each = <T>(of: (code: string) => T) => Object.fromEntries(codes.map(code => [code, of(code)]))
    return [
      {
        id,
        title: row ? titleOf(form, row) : '',
        values,
        display: each(code => valueText(fieldByCode(form, code), values[code], shown[code]) || null),
        before: each(code => (row && recordValue(row, code)) ?? null),
        beforeDisplay: each(code => (row && displayOf(row, code)) ?? null),
      },
    ]
  })
}
