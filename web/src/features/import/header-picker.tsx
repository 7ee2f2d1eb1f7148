import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Import } from '@/api/import-types'
import { previewRows } from '@/api/imports'
import { cx } from '@/ui/class-names'
import type { StepProps } from './step-file'
import { importKey } from './use-import'

const SHOWN_COLUMNS = 12
const SHOWN_ROWS = 8

interface Line {
  number: number
  cells: string[] | undefined
}

/** The first rows as they stand in the file: a click says which one holds the headers. */
export function HeaderPicker({ one, change }: StepProps) {
  const { t } = useTranslation()
  const head = useHead(one)
  const width = Math.min(SHOWN_COLUMNS, Math.max(...head.map(line => line.cells?.length ?? 0), 1))
  const more = Math.max(...head.map(line => line.cells?.length ?? 0), 0) - width
  const header = one.header_row ?? 0
  return (
    <div className="overflow-hidden rounded-8 border border-line">
      <div className="scroll-quiet overflow-x-auto" role="radiogroup" aria-label={t('import:header.title')}>
        <table className="w-full border-collapse text-13">
          <tbody>
            {head.map(({ number, cells }) => {
              const chosen = header === number
              const above = number < header
              return (
                <tr
                  key={number}
                  className={cx('border-b border-line last:border-0', chosen && 'bg-accent-soft')}
                >
                  <td className="w-11 min-w-11 p-0">
                    <button
                      type="button"
                      role="radio"
                      aria-checked={chosen}
                      aria-label={t('import:header.row', { n: number })}
                      title={t('import:header.row', { n: number })}
                      onClick={() => change({ header_row: number })}
                      className={cx(
                        'tabular flex h-8 w-full items-center justify-center text-12 hover:bg-hover max-md:h-11',
                        chosen ? 'font-medium text-accent' : 'text-fg-3',
                      )}
                    >
                      {number}
                    </button>
                  </td>
                  {Array.from({ length: width }, (_, column) => column).map(column => (
                    <td
                      key={column}
                      className={cx(
                        'max-w-44 truncate whitespace-nowrap border-l border-line px-2.5 py-1.5',
                        chosen ? 'font-medium text-fg' : above ? 'text-fg-3' : 'text-fg-2',
                      )}
                    >
                      {cells === undefined ? (column === 0 ? t('import:header.above') : '') : cells[column]}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line bg-subtle/50 px-3 py-1.5 text-12 text-fg-3">
        <label className="flex items-center gap-2 text-fg-2">
          <input
            type="checkbox"
            checked={one.header_row === null}
            onChange={event => change({ header_row: event.target.checked ? 0 : 1 })}
            className="accent-accent"
          />
          {t('import:header.none')}
        </label>
        {more > 0 && <span>{t('import:header.more', { count: more })}</span>}
      </div>
    </div>
  )
}

/** The header with what stands around it; rows above it are not told by the server unless it sends them. */
function useHead(one: Import): Line[] {
  const { sheet, header_row: header } = one
  const rows = useQuery({
    queryKey: [...importKey(one.id), 'head', sheet, header],
    queryFn: () => previewRows(one.id, 0, false),
    enabled: one.head === undefined,
    placeholderData: before => before,
  })
  if (one.head) return one.head.slice(0, 20).map((cells, index) => ({ number: index + 1, cells }))
  const above = Array.from({ length: Math.max(0, (header ?? 1) - 1) }, (_, index) => ({
    number: index + 1,
    cells: undefined,
  }))
  const names = header === null ? [] : [{ number: header, cells: one.columns.map(column => column.header) }]
  const below = (rows.data?.items ?? []).filter(item => item.row > (header ?? 0)).slice(0, SHOWN_ROWS)
  return [...above, ...names, ...below.map(item => ({ number: item.row, cells: item.cells }))]
}
