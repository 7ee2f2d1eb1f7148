import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { aggregate } from '@/api/records'
import type { Field, Filter } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { i18n } from '@/i18n/setup'
import { fittest, loadSounds } from '@/lib/fit'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { noAnswer } from '@/lib/no-answer'
import { problemText } from '@/lib/problem-text'
import { useDebounced } from '@/lib/use-debounced'
import { cx } from '@/ui/class-names'
import { CheckBox } from '@/ui/controls'
import { add, asGroup, askable, both, remove, replace } from '../filters/filter-document'
import { NumberBounds } from '../filters/number-bounds'
import { rangeWords } from '../filters/number-ranges'
import { type NumberRanges, useNumberRanges } from '../filters/use-number-ranges'
import type { ListState } from '../list-state'
import { stretchWords } from './group-words'
import { MOST_GROUPS } from './use-lines'
import { BLANK, conditionFor, heldBy, offeredOptions, type Ticks, ticksOf } from './value-ticks'

loadSounds().catch(() => undefined)

const SHOWN = 200
/** So few ranges are seen at a glance. */
const FEW = 8

interface Entry {
  code: string
  label: string
  /** Undefined while nobody knows. */
  count: number | undefined
}

/** What is offered, with how often it occurs: options as they are defined, months newest first, no value last. */
function entriesOf(
  field: Field,
  ticks: Ticks,
  { rows, known: counted }: Occurring,
  chosen: ReadonlySet<string>,
  ranges: NumberRanges,
): Entry[] {
  const times = (keys: readonly (string | null)[]) =>
    counted ? rows.reduce((sum, row) => sum + (keys.includes(row.key) ? row.count : 0), 0) : undefined
  const blank = { code: BLANK, label: i18n.t('records:values.blank'), count: times([null, '']) }
  const last = (blank.count ?? 0) > 0 || chosen.has(BLANK) ? [blank] : []
  if (ticks === 'yes_no')
    return [
      { code: 'true', label: i18n.t('fields:yes'), count: times(['true']) },
      // No answer is a no.
      { code: 'false', label: i18n.t('fields:no'), count: times(['false', null, '']) },
    ]
  const named = rows.flatMap(row => (row.key ? [{ ...row, key: row.key }] : []))
  if (ticks === 'months') {
    const months = [...new Set([...named.map(row => row.key), ...chosen])].filter(key => key !== BLANK)
    return [
      ...months
        .sort()
        .reverse()
        .map(code => ({ code, label: stretchWords('month', code), count: times([code]) })),
      ...last,
    ]
  }
  if (ticks === 'numbers') {
    const known = ranges.of(field, named)
    // What was typed in the boxes stands there; what else is asked for is ticked here.
    const others = [...chosen].filter(
      code => code.startsWith('=') && !known.some(range => range.code === code),
    )
    return [
      ...known.map(({ code, count }) => ({ code, label: rangeWords(field, code), count })),
      ...others.map(code => ({
        code,
        label: rangeWords(field, code),
        count: counted && !ranges.wide ? 0 : undefined,
      })),
      ...last,
    ]
  }
  const held = new Set([...chosen, ...rows.flatMap(row => row.key ?? [])])
  const options = offeredOptions(field, held).map(option => ({
    code: option.code,
    label: words(option.label),
    count: times([option.code]),
  }))
  const rest = named
    .filter(row => !field.kind.options?.some(option => option.code === row.key))
    .map(row => ({ code: row.key, label: row.display || row.key, count: row.count }))
    .sort((a, b) => b.count - a.count)
  return [...options, ...rest, ...last]
}

/** The values that occur under the other conditions, with how often: ticking them filters, as in a spreadsheet. */
export function HeaderValues({ list, field }: { list: ListState; field: Field }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const ticks = ticksOf(field) ?? 'values'
  const { at, chosen } = useMemo(() => heldBy(list.filter, field, ticks), [list.filter, field, ticks])
  const root = asGroup(list.filter)
  const base = 'and' in root ? root : { and: [root] }
  const others = askable(at >= 0 ? remove(base, [at]) : list.filter)
  const found = useValues(list, field, ticks, others, text.trim())
  const ranges = useNumberRanges(list, field, others, found.rows.length >= MOST_GROUPS)
  const all = useMemo(
    () => entriesOf(field, ticks, found, chosen, ranges),
    [field, ticks, found, chosen, ranges],
  )
  const shown = fittest(all, text, value => value.label)
  const bounds = [...chosen].find(code => !all.some(value => value.code === code))
  const searched = ticks === 'numbers' ? all.length > FEW : ticks !== 'yes_no'
  const set = (next: string[]) => {
    const condition = conditionFor(field, ticks, next)
    if (!condition) list.setFilter(at >= 0 ? remove(base, [at]) : base)
    else list.setFilter(at >= 0 ? replace(base, [at], condition) : add(base, [], condition))
  }
  const tick = (code: string) =>
    set(chosen.has(code) ? [...chosen].filter(other => other !== code) : [...chosen, code])
  const error = found.error ?? ranges.error
  if (all.length === 0 && !text && !error) return null
  return (
    <div className="border-t border-line p-1">
      {ticks === 'numbers' && (
        <NumberBounds field={field} code={bounds} onChange={code => set(code ? [code] : [])} />
      )}
      {searched && (
        <input
          className="field-control mb-1 h-8"
          placeholder={t('records:search_values')}
          aria-label={t('records:search_values')}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      )}
      <div
        className={cx(
          'flex h-7 items-center gap-1 px-2 text-12',
          chosen.size === 0 && !text.trim() && 'hidden',
        )}
      >
        <span className="tabular flex-1 text-fg-3">
          {chosen.size > 0 ? t('records:values.chosen', { count: chosen.size }) : t('records:values.all')}
        </span>
        {text.trim() && shown.length > 0 && (
          <button
            type="button"
            className="rounded-6 px-1 text-accent hover:bg-hover"
            onClick={() => set([...new Set([...chosen, ...shown.slice(0, SHOWN).map(value => value.code)])])}
          >
            {t('records:values.tick_found')}
          </button>
        )}
        {chosen.size > 0 && (
          <button type="button" className="rounded-6 px-1 text-accent hover:bg-hover" onClick={() => set([])}>
            {t('records:values.none')}
          </button>
        )}
      </div>
      <div className="scroll-quiet max-h-[max(11rem,min(24rem,100dvh-560px))] overflow-y-auto">
        {shown.slice(0, SHOWN).map(value => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside.
          <label
            key={value.code}
            className="flex h-[30px] cursor-pointer items-center gap-2 rounded-6 px-2 text-13 hover:bg-hover"
          >
            <CheckBox
              checked={chosen.has(value.code)}
              onChange={() => tick(value.code)}
              label={value.label}
            />
            <span className="min-w-0 flex-1 truncate" title={value.label}>
              {value.label}
            </span>
            <span className="tabular text-12 text-fg-3">
              {value.count !== undefined && plainNumber(value.count)}
            </span>
          </label>
        ))}
        {shown.length > SHOWN && (
          <p className="px-2 py-1 text-12 text-fg-3">
            {t('records:values.more', { count: shown.length - SHOWN })}
          </p>
        )}
        {error && (
          <p role="alert" className="px-2 py-2 text-12 text-bad">
            {problemText(error)}
          </p>
        )}
        {shown.length === 0 && !error && (
          <p className="px-2 py-2 text-12 text-fg-3">{t('records:values.nothing')}</p>
        )}
      </div>
    </div>
  )
}

interface Occurring {
  rows: { key: string | null; display: string | null | undefined; count: number }[]
  /** It has been answered. */
  known: boolean
  error: Error | undefined
}

/** What occurs. Of more values than one answer holds the words being looked for are asked of the server. */
function useValues(
  list: ListState,
  field: Field,
  ticks: Ticks,
  filter: Filter | undefined,
  text: string,
): Occurring {
  const ask = (more?: Filter) => {
    const asked = both(filter, more)
    return aggregate(list.form.code, {
      group: [{ field: field.code, ...(ticks === 'months' ? { by: 'month' } : {}) }],
      measures: [{ of: 'count' }],
      ...(asked ? { filter: asked } : {}),
      ...(list.search.q ? { search: list.search.q } : {}),
    })
  }
  const key = ['counts', list.form.code, 'values', field.code, JSON.stringify([filter, list.search.q])]
  const all = useQuery({ queryKey: key, queryFn: () => ask() })
  const cut = (all.data?.rows.length ?? 0) >= MOST_GROUPS && kindOf(field).ops === 'text'
  const slow = useDebounced(text, 250)
  const narrowed = useQuery({
    queryKey: [...key, slow],
    queryFn: () => ask({ field: field.code, op: 'contains', value: slow }),
    enabled: cut && slow !== '',
  })
  const answer = cut && slow ? (narrowed.data ?? all.data) : all.data
  return {
    known: answer !== undefined,
    error: noAnswer(all) ?? noAnswer(narrowed),
    rows: (answer?.rows ?? []).map(row => ({
      key: row.keys[0] === null || row.keys[0] === undefined ? null : String(row.keys[0]),
      display: row.display[0],
      count: Number(row.values[0] ?? 0),
    })),
  }
}
