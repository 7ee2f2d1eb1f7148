import type { TFunction } from 'i18next'
import { ArrowUpDown, Columns3, Filter as FilterIcon, Group, Palette, Rows3, Settings2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Sort } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { sortText } from '@/lib/list-search'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Menu } from '@/ui/menu'
import { Popover } from '@/ui/popover'
import { FilterChips } from '../filters/filter-chips'
import { countConditions } from '../filters/filter-document'
import {
  BoardPanel,
  CalendarPanel,
  ColourPanel,
  ColumnsPanel,
  FilterPanel,
  GroupPanel,
  SortPanel,
} from '../list-parts'
import type { ListState } from '../list-state'
import { type Density, ROW_HEIGHTS, useDensity } from './density'
import { KindSwitch } from './kind-switch'

export type Open = {
  panel: 'filter' | 'sort' | 'columns' | 'height' | 'kind' | 'group' | 'colours'
  anchor: HTMLElement
  start?: Field
} | null

/** Newest first is how a list stands that nobody sorted. */
const isSorted = (sort: readonly Sort[]): boolean => sort.length > 0 && sortText(sort) !== '-created_at'

/** What the list is sorted by: its column may be out of sight. */
function sortLabel(t: TFunction, { form, sort }: ListState): string {
  const [first, ...more] = sort
  if (!first || !isSorted(sort)) return t('records:sort.title')
  if (more.length > 0) return t('records:sort.title_count', { count: sort.length })
  return t('records:sort.title_by', { field: words(fieldByCode(form, first.field)?.name) || first.field })
}

interface ToolbarProps {
  list: ListState
  open: Open
  onOpen: (open: Open) => void
}

/** Filter, sort, columns, height of rows. */
export function Toolbar({ list, open, onOpen }: ToolbarProps) {
  const { t } = useTranslation()
  const density = useDensity()
  const [filterButton, setFilterButton] = useState<HTMLElement | null>(null)
  const close = () => onOpen(null)
  const count = countConditions(list.filter)
  const tool = (panel: NonNullable<Open>['panel'], icon: ReactNode, label: string, on: boolean) => (
    <Button
      look="quiet"
      size="small"
      icon={icon}
      aria-haspopup="dialog"
      aria-expanded={open?.panel === panel}
      aria-label={label}
      title={label}
      className={cx(open?.panel === panel && 'bg-hover', on && 'text-accent!')}
      onClick={event => onOpen(open?.panel === panel ? null : { panel, anchor: event.currentTarget })}
    >
      <span className={panel === 'colours' || panel === 'height' ? 'max-2xl:hidden' : 'max-xl:hidden'}>
        {label}
      </span>
    </Button>
  )
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-3 short:h-9">
      <KindSwitch list={list} />
      <div className="no-scrollbar -ml-1 flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto p-1">
        <Button
          ref={setFilterButton}
          data-filter-button=""
          look="quiet"
          size="small"
          icon={<FilterIcon size={14} />}
          aria-haspopup="dialog"
          aria-expanded={open?.panel === 'filter'}
          className={cx(open?.panel === 'filter' && 'bg-hover', count > 0 && 'text-accent!')}
          onClick={event =>
            onOpen(open?.panel === 'filter' ? null : { panel: 'filter', anchor: event.currentTarget })
          }
        >
          {t('filters:title')}
        </Button>
        <FilterChips
          fields={list.fields}
          filter={list.filter}
          onChange={list.setFilter}
          onOpen={() => filterButton && onOpen({ panel: 'filter', anchor: filterButton })}
        />
      </div>
      <div className="flex shrink-0 items-center gap-0.5">
        {list.kind !== 'calendar' &&
          tool('sort', <ArrowUpDown size={14} />, sortLabel(t, list), isSorted(list.sort))}
        {list.kind === 'table' && (
          <>
            {tool('group', <Group size={14} />, t('records:group.title'), list.layout.group.length > 0)}
            {tool('columns', <Columns3 size={14} />, t('records:columns.title'), false)}
            {tool(
              'colours',
              <Palette size={14} />,
              t('records:colours.title'),
              list.layout.colours.length > 0,
            )}
            {tool('height', <Rows3 size={14} />, t('records:height.title'), false)}
          </>
        )}
        {list.kind !== 'table' &&
          tool('kind', <Settings2 size={14} />, t(`records:kind.settings_${list.kind}`), false)}
      </div>
      {open && open.panel !== 'height' && (
        <Popover
          open
          anchor={open.anchor}
          onClose={close}
          align={open.panel === 'filter' ? 'start' : 'end'}
          label={t('records:panel')}
        >
          <Arriving fallback={<div className="h-24 w-72" />}>
            {open.panel === 'filter' && (
              <FilterPanel
                form={list.form.code}
                fields={list.fields}
                filter={list.filter}
                start={open.start}
                onChange={list.setFilter}
              />
            )}
            {open.panel === 'sort' && <SortPanel list={list} />}
            {open.panel === 'group' && <GroupPanel list={list} />}
            {open.panel === 'colours' && <ColourPanel list={list} />}
            {open.panel === 'columns' && <ColumnsPanel list={list} />}
            {open.panel === 'kind' && list.kind === 'kanban' && <BoardPanel list={list} />}
            {open.panel === 'kind' && list.kind === 'calendar' && <CalendarPanel list={list} />}
          </Arriving>
        </Popover>
      )}
      <Menu
        open={open?.panel === 'height'}
        anchor={open?.panel === 'height' ? open.anchor : null}
        onClose={close}
        align="end"
        label={t('records:height.title')}
        items={(Object.keys(ROW_HEIGHTS) as Density[]).map(value => ({
          key: value,
          label: t(`records:height.${value}`),
          checked: value === (list.layout.row_height ?? density),
          run: () => list.setLayout({ row_height: value }),
        }))}
      />
    </div>
  )
}
