import { Suspense, useState } from 'react'
import type { Field, Kind, Value } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { Shelf } from './shelf'

const OPTIONS = [
  { id: 'opt_1', code: 'new', label: { 'zh-CN': '新线索', en: 'New' }, hue: 'blue', archived: false },
  { id: 'opt_2', code: 'won', label: { 'zh-CN': '赢单', en: 'Won' }, hue: 'green', archived: false },
]

/** A kind with a value of it, and how that is told. */
const SAMPLES = [
  [{ type: 'text' }, '绍兴越通建材', '绍兴越通建材'],
  [{ type: 'long_text' }, '第一行\n第二行', '第一行\n第二行'],
  [{ type: 'number', decimals: 2, unit: 'kg' }, '1234.50', '1,234.5'],
  [{ type: 'money', decimals: 2, currency: 'CNY' }, '128000.00', '¥128,000.00'],
  [{ type: 'date' }, '2026-11-21', '2026-11-21'],
  [{ type: 'date_time' }, '2026-11-21T01:30:00Z', '2026-11-21 09:30'],
  [{ type: 'yes_no' }, true, ''],
  [{ type: 'choice', options: OPTIONS }, 'new', '新线索'],
  [{ type: 'choices', options: OPTIONS }, ['new', 'won'], '新线索、赢单'],
  [{ type: 'stage', options: OPTIONS }, 'new', '新线索'],
  [{ type: 'phone' }, '+8613800001111', '138 0000 1111'],
  [{ type: 'email' }, 'mei@example.com', 'mei@example.com'],
  [{ type: 'url' }, 'https://example.com', 'https://example.com'],
  [{ type: 'person' }, 'usr_1', '李强'],
  [{ type: 'link', form: 'customer', many: false }, 'rec_1', '海达机械'],
  [
    { type: 'attachment' },
    [{ file: 'fil_1', name: '合同.pdf', size: 11, media: 'application/pdf' }],
    '合同.pdf',
  ],
  [{ type: 'auto_number', prefix: 'XS', digits: 6 }, 'XS000121', 'XS000121'],
] as unknown as readonly [kind: Kind, value: Value, display: string][]

const STATES = ['value', 'empty', 'invalid'] as const

/** Every kind of field: cell, editor, the phone's editor, filter. */
export function FieldKinds() {
  return SAMPLES.map(([kind, value, display]) => (
    <Shelf key={kind.type} name={kind.type}>
      <OneKind kind={kind} value={value} display={display} />
    </Shelf>
  ))
}

function OneKind({ kind, value, display }: { kind: Kind; value: Value; display: string }) {
  const field = {
    id: `fld_${kind.type}`,
    code: kind.type,
    name: { 'zh-CN': kind.type, en: kind.type },
    kind,
    required: false,
    unique: false,
    archived: false,
    can: { edit: true },
  } as unknown as Field
  const ui = kindOf(field)
  const [draft, setDraft] = useState<Value>(value)
  const shared = { field, form: 'gallery' }
  const editing = { ...shared, onChange: (next: Value) => setDraft(next), mode: 'form' as const }
  return (
    <Suspense fallback={<i data-waiting="" />}>
      {STATES.slice(0, 2).map(state => (
        <div key={state} className="flex h-9 w-44 items-center border border-line px-2 text-13">
          <ui.Cell
            {...shared}
            record="rec_1"
            value={state === 'empty' ? null : value}
            display={state === 'empty' ? null : display}
          />
        </div>
      ))}
      {ui.editable &&
        STATES.map(state => (
          <div key={state} data-drawn="" className="w-56">
            <ui.Editor
              {...editing}
              label={`${kind.type} ${state}`}
              id={`${kind.type}-${state}`}
              invalid={state === 'invalid'}
              value={state === 'empty' ? null : draft}
              display={state === 'empty' ? null : display}
            />
          </div>
        ))}
      {ui.PhoneEditor && (
        <div data-drawn="" className="w-72">
          <ui.PhoneEditor
            {...editing}
            label={`${kind.type} phone`}
            id={`${kind.type}-phone`}
            value={draft}
            display={display}
          />
        </div>
      )}
      <div data-drawn="" className="w-56">
        <ui.Filter
          {...shared}
          op="eq"
          value={undefined}
          onChange={() => undefined}
          label={`${kind.type} filter`}
        />
      </div>
    </Suspense>
  )
}
