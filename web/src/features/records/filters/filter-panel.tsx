import { ListPlus, Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Filter } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { Select } from '@/ui/antd/select'
import { Button, IconButton } from '@/ui/button'
import { ConditionRow, startCondition } from './condition-row'
import {
  add,
  asGroup,
  type Conjunction,
  conjoin,
  conjunctionOf,
  depthOf,
  type Group,
  groupAt,
  isCondition,
  isGroup,
  itemsOf,
  type Path,
  remove,
  replace,
} from './filter-document'
import { type FilterField, useFilterFields } from './filter-fields'
import { sentence } from './sentence'
import { useNames } from './use-names'

interface FilterPanelProps {
  form: string
  fields: Field[]
  filter: Filter | undefined
  onChange: (filter: Filter) => void
  /** A field to start a new condition with. */
  start?: Field | undefined
}

const APPLY_AFTER_MS = 250
/** Each depth of groups takes some of the width away from what is inside. */
const NARROWEST = 740
const PER_DEPTH = 100
/** Groups within groups, three deep: more nobody reads. */
const DEEPEST = 2

/** A group within another means the other conjunction: the same one would say nothing new. */
const groupBeside = (group: Group, first: FilterField): Group =>
  conjunctionOf(group) === 'and' ? { or: [startCondition(first)] } : { and: [startCondition(first)] }

/** The sentence 当…且… as a document: edits are shown at once and asked a moment later. */
export function FilterPanel({ form, fields: own, filter, onChange, start }: FilterPanelProps) {
  const { t } = useTranslation()
  const fields = useFilterFields(own, true)
  const names = useNames(fields, filter)
  const first = fields.find(field => kindOf(field).ops !== 'none')
  const [root, setRoot] = useState<Group>(() => {
    const given = asGroup(filter)
    if (start) return add(given, [], startCondition(start))
    return itemsOf(given).length === 0 && first ? add(given, [], startCondition(first)) : given
  })
  const [touched, setTouched] = useState(false)
  const [fresh, setFresh] = useState(start ? String(itemsOf(root).length - 1) : '')
  const owed = useRef<() => void>(undefined)
  const closed = useRef<string>(undefined)
  const edit = (next: Group) => {
    setTouched(true)
    setRoot(next)
    // What was typed last is taken with the panel, or by the press that closed it.
    if (closed.current === undefined) owed.current = () => onChange(next)
    else if (closed.current === location.pathname) onChange(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only edits are told, not a new callback.
  useEffect(() => {
    if (!touched) return
    const ask = () => {
      owed.current = undefined
      onChange(root)
    }
    owed.current = ask
    const timer = setTimeout(ask, APPLY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [root, touched])
  useEffect(() => {
    const where = location.pathname
    closed.current = undefined
    // Whoever closes the panel before that moment meant it all the same; whoever left the list did not.
    return () => {
      closed.current = where
      if (location.pathname === where) owed.current?.()
    }
  }, [])
  /** A condition, or a group with one in it, at the end of a group. */
  const grow = (path: Path, item: Filter) => {
    const place = [...path, itemsOf(groupAt(root, path)).length]
    setFresh(String(isGroup(item) ? [...place, 0] : place))
    edit(add(root, path, item))
  }
  const shared = { form, fields, root, edit, grow, fresh }
  const said = sentence(root, fields, names)
  return (
    <div
      className="flex w-full flex-col gap-2 p-3 max-md:px-4 md:w-(--panel) md:max-w-[92vw]"
      style={{ '--panel': `${NARROWEST + depthOf(root) * PER_DEPTH}px` } as React.CSSProperties}
    >
      <Items {...shared} group={root} path={[]} />
      {said && (
        <p
          data-sentence=""
          className="ml-[74px] max-md:ml-0 border-l-2 border-line-strong pl-2.5 text-12 text-fg-3"
        >
          {t('filters:sentence', { what: said })}
        </p>
      )}
      <div className="flex items-center gap-1 pt-1">
        {first && (
          <Button
            look="quiet"
            size="small"
            icon={<Plus size={14} />}
            onClick={() => grow([], startCondition(first))}
          >
            {t('filters:add')}
          </Button>
        )}
        {first && (
          <Button
            look="quiet"
            size="small"
            icon={<ListPlus size={14} />}
            onClick={() => grow([], groupBeside(root, first))}
          >
            {t('filters:add_group')}
          </Button>
        )}
        {itemsOf(root).length > 0 && (
          <Button look="quiet" size="small" className="ml-auto" onClick={() => edit({ and: [] })}>
            {t('filters:clear')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface ItemsProps {
  form: string
  fields: FilterField[]
  root: Group
  edit: (next: Group) => void
  grow: (path: Path, item: Filter) => void
  /** The way to the condition that was added last. */
  fresh: string
  group: Group
  path: Path
}

function Items({ group, path, ...shared }: ItemsProps) {
  const { form, fields, root, edit, grow, fresh } = shared
  const { t } = useTranslation()
  const first = fields.find(field => kindOf(field).ops !== 'none')
  const lead = (index: number) => {
    if (index === 0) return t('filters:when')
    if (index > 1) return t(`filters:${conjunctionOf(group)}`)
    return (
      <Select
        size="small"
        className="w-[66px]"
        aria-label={t('filters:conjunction')}
        value={conjunctionOf(group)}
        options={(['and', 'or'] as Conjunction[]).map(value => ({ value, label: t(`filters:${value}`) }))}
        onChange={next => edit(conjoin(root, path, next))}
      />
    )
  }
  return itemsOf(group).map((item, index) => {
    const here = [...path, index]
    if (isCondition(item)) {
      return (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the sentence.
          key={index}
          form={form}
          fields={fields}
          condition={item}
          lead={lead(index)}
          fresh={fresh === String(here)}
          onChange={next => edit(replace(root, here, next))}
          onRemove={() => edit(remove(root, here))}
        />
      )
    }
    if (!isGroup(item)) {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <div key={index} className="flex items-center gap-2 text-13">
          <span className="w-[66px] shrink-0 text-right text-fg-3">{lead(index)}</span>
          <span className="min-w-0 flex-1 truncate rounded-8 bg-subtle px-2.5 py-1.5">
            {sentence(item, fields, new Map())}
          </span>
          <IconButton label={t('filters:remove')} onClick={() => edit(remove(root, here))}>
            <X size={14} />
          </IconButton>
        </div>
      )
    }
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <div key={index} className="flex items-start gap-2 max-md:flex-wrap">
        <span className="flex h-8 w-[66px] shrink-0 items-center justify-end text-13 text-fg-3 max-md:mr-auto max-md:h-11 max-md:justify-start">
          {lead(index)}
        </span>
        <div className="flex min-w-0 flex-1 flex-col gap-2 rounded-8 bg-subtle p-2 max-md:order-1 max-md:basis-full">
          <Items {...shared} group={item} path={here} />
          {first && (
            <span className="flex gap-1">
              <Button
                look="quiet"
                size="small"
                icon={<Plus size={14} />}
                onClick={() => grow(here, startCondition(first))}
              >
                {t('filters:add')}
              </Button>
              {path.length < DEEPEST && (
                <Button
                  look="quiet"
                  size="small"
                  icon={<ListPlus size={14} />}
                  onClick={() => grow(here, groupBeside(item, first))}
                >
                  {t('filters:add_group')}
                </Button>
              )}
            </span>
          )}
        </div>
        <IconButton label={t('filters:remove')} onClick={() => edit(remove(root, here))} className="mt-0.5">
          <X size={14} />
        </IconButton>
      </div>
    )
  })
}
