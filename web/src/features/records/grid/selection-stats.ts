import type { Field, RecordRow } from '@/api/types'
import { isBlank, recordValue } from '@/features/fields/field-values'
import { type CellRange, cellsOf } from './cell-range'

export interface SelectionStats {
  cells: number
  filled: number
  /** Of the numbers among them; none where there is not one, or where they are of different currencies. */
  sum: string | undefined
  average: string | undefined
  field: Field | undefined
}

const SCALE = 6
const MOST_CELLS = 20_000

/** A decimal as a whole number of millionths: sums of money are exact. */
function scaled(value: string): bigint | undefined {
  const found = value.match(/^(-?)(\d+)(?:\.(\d{1,6})\d*)?$/)
  if (!found) return undefined
  const [, sign, whole = '0', part = ''] = found
  const number = BigInt(whole + part.padEnd(SCALE, '0'))
  return sign ? -number : number
}

function decimal(value: bigint): string {
  const text = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0')
  const part = text.slice(-SCALE).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${text.slice(0, -SCALE)}${part ? `.${part}` : ''}`
}

/** What the status line says of the selected cells; nothing while one of them is not on the screen. */
export function statsOf(
  range: CellRange,
  fields: readonly Field[],
  rowAt: (line: number) => RecordRow | undefined,
  isHeading: (line: number) => boolean,
): SelectionStats | undefined {
  if (cellsOf(range) > MOST_CELLS) return undefined
  const chosen = fields.slice(range.left, range.right + 1)
  let [cells, filled, sum, numbers] = [0, 0, 0n, 0]
  const units = new Set<string>()
  let first: Field | undefined
  for (let line = range.top; line <= range.bottom; line += 1) {
    if (isHeading(line)) continue
    const record = rowAt(line)
    if (!record) return undefined
    for (const field of chosen) {
      cells += 1
      const value = recordValue(record, field.code)
      if (isBlank(value)) continue
      filled += 1
      if (field.kind.type !== 'number' && field.kind.type !== 'money') continue
      const number = scaled(String(value))
      if (number === undefined) continue
      sum += number
      numbers += 1
      first ??= field
      units.add(`${field.kind.type} ${field.kind.currency ?? field.kind.unit ?? ''}`)
    }
  }
  const known = numbers > 0 && units.size === 1
  return {
    cells,
    filled,
    sum: known ? decimal(sum) : undefined,
    average: known ? decimal(sum / BigInt(numbers)) : undefined,
    field: known ? first : undefined,
  }
}
