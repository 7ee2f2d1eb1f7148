import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColourRule, Condition, Hue } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { ConditionRow, startCondition } from '../filters/condition-row'
import { add, asGroup, type Group, isCondition, itemsOf, remove, replace } from '../filters/filter-document'
import type { ListState } from '../list-state'

const HUES: readonly Hue[] = ['red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink', 'slate']
const APPLY_AFTER_MS = 250
const MOST = 20

/** 当…则标色: conditions, and what of the record then stands out. The first rule that holds wins. */
export function ColourPanel({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const [rules, setRules] = useState<ColourRule[]>(list.layout.colours)
  const [touched, setTouched] = useState(false)
  const first = list.fields.find(field => field.kind.type === 'stage') ?? list.fields[0]
  const edit = (next: ColourRule[]) => {
    setTouched(true)
    setRules(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only edits are told, not a new callback.
  useEffect(() => {
    if (!touched) return
    const timer = setTimeout(() => list.setLayout({ colours: rules }), APPLY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [rules, touched])
  const change = (at: number, part: Partial<ColourRule>) =>
    edit(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)))
  const swap = (at: number, to: number) => {
    const next = [...rules]
    const [rule] = next.splice(at, 1)
    if (rule) next.splice(to, 0, rule)
    edit(next)
  }
  return (
    <div className="flex w-full flex-col gap-3 p-3 md:w-[720px]">
      {rules.length === 0 && <p className="py-1 text-13 text-fg-3">{t('records:colours.none')}</p>}
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place.
        <section key={at} className="flex flex-col gap-2 rounded-8 bg-subtle p-2">
          <Conditions list={list} when={asGroup(rule.when)} onChange={when => change(at, { when })} />
          <div className="flex flex-wrap items-center gap-2 pl-[74px]">
            <span className="text-13 text-fg-3">{t('records:colours.then')}</span>
            <Select
              className="w-40"
              aria-label={t('records:colours.what')}
              value={rule.field ?? ''}
              options={[
                { value: '', label: t('records:colours.row') },
                ...list.columns.flatMap(({ field: code }) => {
                  const field = list.fields.find(one => one.code === code)
                  return field ? [{ value: code, label: words(field.name) }] : []
                }),
              ]}
              onChange={field => {
                const { field: _, ...rest } = rule
                edit(rules.map((old, index) => (index === at ? (field ? { ...rest, field } : rest) : old)))
              }}
            />
            <span
              role="radiogroup"
              aria-label={t('records:colours.colour')}
              className="flex items-center gap-1"
            >
              {HUES.map(hue => (
                <button
                  key={hue}
                  type="button"
                  role="radio"
                  aria-checked={rule.hue === hue}
                  aria-label={t(`records:colours.hue.${hue}`)}
                  title={t(`records:colours.hue.${hue}`)}
                  onClick={() => change(at, { hue })}
                  className={cx(
                    'size-5 rounded-full border-2',
                    rule.hue === hue ? 'border-fg' : 'border-transparent',
                  )}
                  style={{ background: `var(--hue-${hue})` }}
                />
              ))}
            </span>
            <span className="ml-auto flex items-center">
              <IconButton
                size="small"
                label={t('records:colours.up')}
                disabled={at === 0}
                onClick={() => swap(at, at - 1)}
              >
                <ArrowUp size={13} />
              </IconButton>
              <IconButton
                size="small"
                label={t('records:colours.down')}
                disabled={at === rules.length - 1}
                onClick={() => swap(at, at + 1)}
              >
                <ArrowDown size={13} />
              </IconButton>
              <IconButton
                size="small"
                label={t('records:colours.remove')}
                onClick={() => edit(rules.filter((_, index) => index !== at))}
              >
                <X size={14} />
              </IconButton>
            </span>
          </div>
        </section>
      ))}
      {first && rules.length < MOST && (
        <Button
          look="quiet"
          size="small"
          className="self-start"
          icon={<Plus size={14} />}
          onClick={() =>
            edit([
              ...rules,
              { when: { and: [startCondition(first)] }, hue: HUES[rules.length % HUES.length] ?? 'red' },
            ])
          }
        >
          {t('records:colours.add')}
        </Button>
      )}
    </div>
  )
}

interface ConditionsProps {
  list: ListState
  when: Group
  onChange: (when: Group) => void
}

/** All of these must hold; only what a row itself carries can colour it. */
function Conditions({ list, when, onChange }: ConditionsProps) {
  const { t } = useTranslation()
  const first = list.fields.find(field => kindOf(field).ops !== 'none')
  return (
    <>
      {itemsOf(when).map((item, index) =>
        isCondition(item) ? (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the sentence.
            key={index}
            form={list.form.code}
            fields={list.fields}
            condition={item}
            lead={t(index === 0 ? 'filters:when' : 'or' in when ? 'filters:or' : 'filters:and')}
            onChange={(next: Condition) => onChange(replace(when, [index], next))}
            onRemove={() => onChange(remove(when, [index]))}
          />
        ) : null,
      )}
      {first && (
        <Button
          look="quiet"
          size="small"
          className="ml-[74px] self-start"
          icon={<Plus size={14} />}
          onClick={() => onChange(add(when, [], startCondition(first)))}
        >
          {t('filters:add')}
        </Button>
      )}
    </>
  )
}
