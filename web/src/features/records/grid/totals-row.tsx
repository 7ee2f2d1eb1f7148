import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { aggregate } from '@/api/records'
import type { Field, Tally } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { Menu } from '@/ui/menu'
import { GUTTER, type PlacedColumn, TOTALS_HEIGHT } from './geometry'
import { TallyWords } from './tally-words'
import { type Measure, tallied, talliesOf, tallyName, tallyText } from './totals'
import { bodyOf, type RowQuery } from './use-pages'

interface TotalsRowProps {
  query: RowQuery
  fields: Field[]
  pinned: PlacedColumn[]
  pinnedWidth: number
  columns: PlacedColumn[]
  width: number
  count: number | undefined
  tallies: Readonly<Record<string, Tally>>
  measures: readonly Measure[]
  onChange: (field: Field, tally: Tally | undefined) => void
}

/** Under the columns: a number for each that wants one, over all records of the list and not only those in view. */
export function TotalsRow(props: TotalsRowProps) {
  const { query, fields, pinned, columns, width, count, tallies, measures, onChange } = props
  const { t } = useTranslation()
  const [menu, setMenu] = useState<{ field: Field; anchor: HTMLElement }>()
  const scope = useMemo(() => {
    const { filter, search } = bodyOf(query) as { filter?: unknown; search?: string }
    return { ...(filter ? { filter } : {}), ...(search ? { search } : {}) }
  }, [query])
  const asked = JSON.stringify(measures)
  const { data } = useQuery({
    queryKey: [...keys.totals(query.form), asked, JSON.stringify(scope)],
    queryFn: () => aggregate(query.form, { ...scope, measures }),
    enabled: measures.length > 0,
    // The same questions under another filter: the old numbers stand until the new ones are there.
    placeholderData: (old, before) => (before?.queryKey[3] === asked ? old : undefined),
  })
  const values = data?.rows[0]?.values
  const cell = (column: PlacedColumn, style: React.CSSProperties) => {
    const field = fields[column.index]
    if (!field) return null
    const tally = tallies[field.code]
    const value =
      tally && count !== undefined && (values || tally === 'count')
        ? tallyText(field, tally, tallied(field.code, tally, measures, values ?? [], count))
        : undefined
    const label = tally
      ? `${words(field.name)} ${tallyName(tally)} ${value ?? ''}`
      : t('records:tally.choose', { field: words(field.name) })
    return (
      <div
        key={column.index}
        role="gridcell"
        aria-colindex={column.index + 2}
        className="group/total"
        style={style}
      >
        <button
          type="button"
          tabIndex={-1}
          data-tally={field.code}
          aria-haspopup="menu"
          aria-label={tally ? undefined : label}
          title={label}
          onClick={event => setMenu({ field, anchor: event.currentTarget })}
          className={cx(
            'flex size-full items-center gap-1.5 px-2.5 text-12 hover:bg-hover',
            kindOf(field).align === 'right' && 'justify-end',
          )}
        >
          {tally ? (
            <>
              <span className="sr-only">{words(field.name)}</span>
              <TallyWords tally={tally} text={value ?? '…'} end={kindOf(field).align === 'right'} />
            </>
          ) : (
            <span
              className={cx(
                'truncate text-fg-3',
                kindOf(field).align !== 'right' && 'opacity-0 group-hover/total:opacity-100',
              )}
            >
              {t('records:tally.title')}
            </span>
          )}
        </button>
      </div>
    )
  }
  const chosen = menu && tallies[menu.field.code]
  return (
    <div
      role="row"
      aria-label={t('records:tally.row')}
      className={cx(
        'sticky bottom-0 z-[4] flex border-t border-line bg-surface',
        Object.keys(tallies).length === 0 && 'short:hidden',
      )}
      style={{ height: TOTALS_HEIGHT, width }}
    >
      <div
        className="sticky left-0 z-[2] flex shrink-0 border-r border-line bg-surface"
        style={{ width: GUTTER + props.pinnedWidth }}
      >
        <div role="gridcell" aria-colindex={1} style={{ width: GUTTER }} className="shrink-0" />
        {pinned.map(column => cell(column, { width: column.width }))}
      </div>
      {columns.map(column =>
        cell(column, {
          position: 'absolute',
          left: GUTTER + props.pinnedWidth + column.start,
          width: column.width,
          height: TOTALS_HEIGHT - 1,
        }),
      )}
      <Menu
        open={menu !== undefined}
        anchor={menu?.anchor ?? null}
        onClose={() => setMenu(undefined)}
        label={t('records:tally.title')}
        items={[
          {
            key: 'none',
            label: t('records:tally.none'),
            checked: chosen === undefined,
            run: () => menu && onChange(menu.field, undefined),
          },
          ...(menu ? talliesOf(menu.field) : []).map((tally, index) => ({
            key: tally,
            label: tallyName(tally),
            checked: chosen === tally,
            apart: index === 0,
            run: () => menu && onChange(menu.field, tally),
          })),
        ]}
      />
    </div>
  )
}
