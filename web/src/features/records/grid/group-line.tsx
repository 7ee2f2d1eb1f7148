import { ChevronRight } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Tally, Value } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { GUTTER, type PlacedColumn } from './geometry'
import { stretchWords } from './group-words'
import type { GroupNode } from './groups'
import { TallyWords } from './tally-words'
import { type Measure, tallied, tallyText } from './totals'

interface GroupLineProps {
  line: number
  node: GroupNode
  folded: boolean
  active: boolean
  form: string
  fields: Field[]
  tallies: Readonly<Record<string, Tally>>
  measures: readonly Measure[]
  pinnedWidth: number
  columns: PlacedColumn[]
  top: number
  height: number
  width: number
  onFold: (id: string, folded: boolean) => void
  onSelect: (line: number) => void
}

const INDENT = 20

/** A heading among the rows: what its records have in common, how many there are, and their totals. */
export const GroupLine = memo(function GroupLine(props: GroupLineProps) {
  const { line, node, folded, active, fields, columns, top, height, width } = props
  const { t } = useTranslation()
  const { field, by } = node.level
  const kind = kindOf(field)
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      data-line={line}
      className="absolute left-0 top-0 flex"
      style={{ transform: `translateY(${top}px)`, height, width }}
      onMouseDown={event => {
        if (event.button === 0) props.onSelect(line)
      }}
    >
      <div
        role="gridcell"
        id={active ? 'active-cell' : undefined}
        aria-colindex={1}
        className={cx(
          'sticky left-0 z-[2] flex shrink-0 items-center gap-2 border-b border-r border-line bg-subtle pr-2',
          active && 'outline-2 -outline-offset-2 outline-accent',
        )}
        style={{ width: GUTTER + props.pinnedWidth, paddingLeft: 12 + node.depth * INDENT }}
      >
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={!folded}
          aria-label={t(folded ? 'records:group.unfold' : 'records:group.fold')}
          className="flex size-6 shrink-0 items-center justify-center rounded-6 text-fg-3 hover:bg-active hover:text-fg"
          onMouseDown={event => event.preventDefault()}
          onClick={() => props.onFold(node.id, !folded)}
        >
          <ChevronRight size={15} className={cx('transition-transform', !folded && 'rotate-90')} />
        </button>
        <span className="shrink-0 text-12 text-fg-3 max-xl:hidden">{words(field.name)}</span>
        <span className="flex min-w-0 items-center truncate text-13 font-medium text-fg">
          {node.key === null || node.key === '' ? (
            <span className="text-fg-3">{t('records:group.empty')}</span>
          ) : by ? (
            stretchWords(by, String(node.key))
          ) : field.kind.type === 'yes_no' ? (
            t(node.key === true ? 'fields:yes' : 'fields:no')
          ) : (
            <kind.Cell
              field={field}
              form={props.form}
              record=""
              value={node.key as Value}
              display={node.label}
            />
          )}
        </span>
        <span className="tabular shrink-0 rounded-full bg-active px-1.5 text-12 text-fg-2">
          {plainNumber(node.count)}
        </span>
      </div>
      {columns.map(column => {
        const own = fields[column.index]
        const tally = own && props.tallies[own.code]
        if (!own || !tally || tally === 'count') return null
        const value = tallied(own.code, tally, props.measures, node.values, node.count)
        return (
          <div
            key={column.index}
            role="gridcell"
            aria-colindex={column.index + 2}
            className="absolute flex px-2.5"
            style={{ left: GUTTER + props.pinnedWidth + column.start, width: column.width, height }}
          >
            <TallyWords
              tally={tally}
              text={tallyText(own, tally, value)}
              end={kindOf(own).align === 'right'}
            />
          </div>
        )
      })}
      <div className="absolute inset-y-0 -z-[1] border-b border-line bg-subtle" style={{ left: 0, width }} />
    </div>
  )
})
