import { useTranslation } from 'react-i18next'
import { usePhone } from '@/lib/use-media'
import { Select } from '@/ui/antd/select'
import { cx } from '@/ui/class-names'
import type { StepProps } from './step-file'

const SHOWN_COLUMNS = 12
/** More levels than a header has. */
const MOST_LEVELS = 4

/** The first rows as they stand in the file: a click says which one holds the headers. */
export function HeaderPicker({ one, change }: StepProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const head = one.head ?? []
  const widest = Math.max(...head.map(line => line.cells.length), 0)
  const width = Math.min(SHOWN_COLUMNS, Math.max(widest, 1))
  const first = one.header_row ?? 0
  const last = one.header_rows?.[1] ?? first
  const levels = last - first + 1
  return (
    <div className="overflow-hidden rounded-8 border border-line">
      <div
        className="scroll-quiet max-h-[340px] overflow-auto"
        role="radiogroup"
        aria-label={t('import:header.title')}
      >
        <table className="w-full border-collapse text-13">
          <tbody>
            {head.map(({ row, cells }) => {
              const chosen = first > 0 && row >= first && row <= last
              const above = row < first
              return (
                <tr
                  key={row}
                  className={cx('border-b border-line last:border-0', chosen && 'bg-accent-soft')}
                >
                  <td className="w-11 min-w-11 p-0">
                    <button
                      type="button"
                      role="radio"
                      aria-checked={row === first}
                      aria-label={t('import:header.row', { n: row })}
                      title={t('import:header.row', { n: row })}
                      onClick={() => change({ header_row: row })}
                      className={cx(
                        'tabular flex h-8 w-full items-center justify-center text-12 hover:bg-hover max-md:h-11',
                        chosen ? 'font-medium text-accent' : 'text-fg-3',
                      )}
                    >
                      {row}
                    </button>
                  </td>
                  {Array.from({ length: width }, (_, column) => column).map(column => (
                    <td
                      key={column}
                      title={cells[column]}
                      className={cx(
                        'max-w-44 truncate whitespace-nowrap border-l border-line px-2.5 py-1.5',
                        chosen ? 'font-medium text-fg' : above ? 'text-fg-3 line-through' : 'text-fg-2',
                      )}
                    >
                      {cells[column] ?? ''}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line bg-subtle/50 px-3 py-1.5 text-12 text-fg-3">
        <label className="flex items-center gap-2 text-fg-2 max-md:min-h-11 max-md:text-13">
          <input
            type="checkbox"
            checked={one.header_row === null}
            onChange={event => change({ header_row: event.target.checked ? 0 : (head[0]?.row ?? 1) })}
            className="accent-accent"
          />
          {t('import:header.none')}
        </label>
        {first > 0 && (
          <span className="flex items-center gap-2 text-fg-2">
            {t('import:header.levels')}
            <Select
              size={phone ? 'middle' : 'small'}
              className="w-20 max-md:w-24"
              aria-label={t('import:header.levels')}
              value={levels}
              options={Array.from({ length: Math.max(MOST_LEVELS, levels) }, (_, n) => ({
                value: n + 1,
                label: t('import:header.level', { count: n + 1 }),
              }))}
              onChange={count => change({ header_row: [first, first + count - 1] })}
            />
          </span>
        )}
        <span className="flex-1" />
        {widest > width && <span>{t('import:header.more', { count: widest - width })}</span>}
      </div>
    </div>
  )
}
