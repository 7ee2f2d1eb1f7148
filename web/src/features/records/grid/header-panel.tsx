import {
  ArrowDown,
  ArrowLeft,
  ArrowLeftRight,
  ArrowRight,
  ArrowUp,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  EyeOff,
  Filter as FilterIcon,
  MoveHorizontal,
  PencilLine,
  Pin,
  PinOff,
  Plus,
  Rows3,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Sort } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { later } from '@/lib/later'
import { Arriving } from '@/ui/arriving'
import { IconButton } from '@/ui/button'
import { Popover } from '@/ui/popover'
import type { ListState } from '../list-state'
import { inserted } from './columns'
import { canGroup } from './groups'
import { hasValueList } from './value-ticks'

// The list of values brings the sounds of names along.
const HeaderValues = later(() => import('./header-values').then(m => m.HeaderValues))
const FieldDialog = later(() => import('../columns/field-dialog').then(m => m.FieldDialog))

interface HeaderPanelProps {
  list: ListState
  field: Field
  anchor: HTMLElement
  onClose: () => void
  onFilter: (field: Field) => void
  onFit: () => void
  onMove: (by: -1 | 1) => void
}

type Shaping = { change: 'rename' } | { change: 'insert'; side: 'left' | 'right' }

const ROW =
  'flex h-[30px] w-full items-center gap-2 rounded-6 px-2 text-left text-13 hover:bg-hover focus-visible:bg-hover focus-visible:outline-none [&>svg]:shrink-0 [&>svg]:text-fg-3'
/** One entry that goes two ways. */
const SIDES = 'flex h-[30px] items-center gap-2 pl-2 pr-1 text-13 [&>svg]:text-fg-3'
const MOST_SORTS = 3

/** What a column offers: its order, its place, its values; for builders its name and new neighbours. */
export function HeaderPanel(props: HeaderPanelProps) {
  const { list, field, anchor, onClose } = props
  const { t } = useTranslation()
  const [shaping, setShaping] = useState<Shaping>()
  const kind = kindOf(field)
  const at = list.columns.findIndex(column => column.field === field.code)
  const isTitle = at === 0
  const frozen = list.layout.frozen ?? 1
  const grouped = list.layout.group.some(group => group.field === field.code)
  const builder = list.form.can.design === true
  const item = (icon: ReactNode, label: string, run: () => void) => (
    <button
      type="button"
      className={ROW}
      onClick={() => {
        onClose()
        run()
      }}
    >
      {icon}
      <span className="min-w-0 truncate">{label}</span>
    </button>
  )
  const order = (descending: boolean) => {
    const others: Sort[] = list.sort.filter(part => part.field !== field.code)
    list.setSort(
      [{ field: field.code, descending }, ...(list.search.sort === undefined ? [] : others)].slice(
        0,
        MOST_SORTS,
      ),
    )
  }
  if (shaping) {
    return (
      <Arriving>
        <FieldDialog
          form={list.form}
          field={shaping.change === 'rename' ? field : undefined}
          onClose={onClose}
          onAdded={code => {
            if (shaping.change === 'insert')
              list.setColumns(inserted(list.columns, field.code, shaping.side, code))
          }}
        />
      </Arriving>
    )
  }
  return (
    <Popover open anchor={anchor} onClose={onClose} label={words(field.name)} width={248}>
      <div className="p-1">
        {kind.sortable && (
          <div className="flex">
            {item(<ArrowUp size={15} />, t('records:sort.ascending'), () => order(false))}
            {item(<ArrowDown size={15} />, t('records:sort.descending'), () => order(true))}
          </div>
        )}
        {kind.ops !== 'none' &&
          item(<FilterIcon size={15} />, t('records:filter_by'), () => props.onFilter(field))}
        {canGroup(field) &&
          item(<Rows3 size={15} />, t(grouped ? 'records:group.stop' : 'records:group.by_this'), () =>
            list.setLayout({
              group: grouped
                ? list.layout.group.filter(group => group.field !== field.code)
                : [...list.layout.group, { field: field.code }].slice(-2),
            }),
          )}
      </div>
      <div className="border-t border-line p-1">
        {item(
          frozen === at + 1 && !isTitle ? <PinOff size={15} /> : <Pin size={15} />,
          t(frozen === at + 1 && !isTitle ? 'records:columns.unfreeze' : 'records:columns.freeze'),
          () => list.setLayout({ frozen: frozen === at + 1 && !isTitle ? 1 : at + 1 }),
        )}
        {item(<MoveHorizontal size={15} />, t('records:columns.fit'), props.onFit)}
        {!isTitle && (
          <div className={SIDES}>
            <ArrowLeftRight size={15} aria-hidden="true" />
            <span className="min-w-0 flex-1 truncate">{t('records:columns.move')}</span>
            <IconButton
              size="small"
              label={t('records:columns.left', { field: words(field.name) })}
              disabled={at < 2}
              onClick={() => props.onMove(-1)}
            >
              <ArrowLeft size={14} />
            </IconButton>
            <IconButton
              size="small"
              label={t('records:columns.right', { field: words(field.name) })}
              disabled={at >= list.columns.length - 1}
              onClick={() => props.onMove(1)}
            >
              <ArrowRight size={14} />
            </IconButton>
          </div>
        )}
        {!isTitle &&
          item(<EyeOff size={15} />, t('records:hide_column'), () =>
            list.setColumns(list.columns.filter(column => column.field !== field.code)),
          )}
      </div>
      {builder && (
        <div className="border-t border-line p-1">
          {!field.system && (
            <button type="button" className={ROW} onClick={() => setShaping({ change: 'rename' })}>
              <PencilLine size={15} />
              <span className="min-w-0 truncate">{t('records:columns.rename')}</span>
            </button>
          )}
          <div className={SIDES}>
            <Plus size={15} aria-hidden="true" />
            <span className="min-w-0 flex-1 truncate">{t('records:columns.insert')}</span>
            {(['left', 'right'] as const).map(side => (
              <IconButton
                key={side}
                size="small"
                label={t(`records:columns.insert_${side}`)}
                disabled={side === 'left' && isTitle}
                onClick={() => setShaping({ change: 'insert', side })}
              >
                {side === 'left' ? <BetweenVerticalEnd size={14} /> : <BetweenVerticalStart size={14} />}
              </IconButton>
            ))}
          </div>
        </div>
      )}
      <Arriving>{hasValueList(field) && <HeaderValues list={list} field={field} />}</Arriving>
    </Popover>
  )
}
