import { useQuery } from '@tanstack/react-query'
import { ClipboardPaste, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_TEXT, readText } from '@/api/read-text'
import type { Form } from '@/api/types'
import { FieldValue } from '@/features/fields/field-value'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useDebounced } from '@/lib/use-debounced'
import { Button, IconButton } from '@/ui/button'
import { CheckBox } from '@/ui/controls'
import type { Values } from './draft'
import { type Proposed, proposalsFor } from './pasted'

interface PasteBoxProps {
  form: Form
  /** What the dialog holds now. */
  held: () => Values
  text: string | undefined
  onText: (text: string | undefined) => void
  onFill: (values: Values) => void
}

/** A text from a chat, a mail or a card becomes proposals; the ticked ones go into the form. */
export function PasteBox({ form, held, text, onText, onFill }: PasteBoxProps) {
  const { t } = useTranslation()
  if (text === undefined)
    return (
      <Button
        look="quiet"
        size="small"
        icon={<ClipboardPaste size={14} />}
        className="-ml-2 mb-3 max-md:h-11"
        onClick={() => onText('')}
      >
        {t('paste:open')}
      </Button>
    )
  return <OpenBox form={form} held={held} text={text} onText={onText} onFill={onFill} />
}

function OpenBox({ form, held, text, onText, onFill }: PasteBoxProps & { text: string }) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const asked = useDebounced(text.trim().slice(0, MOST_TEXT), 250)
  const { data, error, isFetching } = useQuery({
    queryKey: ['read-text', form.code, asked],
    queryFn: () => readText(form.code, asked),
    enabled: asked !== '',
    placeholderData: previous => previous,
    gcTime: 0,
    retry: false,
  })
  useEffect(() => area.current?.focus(), [])
  const found = asked === '' || !data ? [] : proposalsFor(form, data, held())
  const taken = found.filter(item => (item.replaces ? left.has(item.field) : !left.has(item.field)))
  const flip = (field: string) =>
    setLeft(before => new Set(before.has(field) ? [...before].filter(f => f !== field) : [...before, field]))
  const fill = () => {
    onFill(Object.fromEntries(taken.map(item => [item.field, item.value])))
    onText(undefined)
  }
  return (
    <section aria-label={t('paste:title')} className="mb-4 rounded-8 bg-subtle p-3">
      <div className="mb-1.5 flex items-center gap-2">
        <h3 className="min-w-0 flex-1 text-13 font-medium">{t('paste:title')}</h3>
        <IconButton size="small" label={t('app:close')} onClick={() => onText(undefined)}>
          <X size={14} />
        </IconButton>
      </div>
      <textarea
        ref={area}
        value={text}
        rows={text.includes('\n') ? 4 : 2}
        maxLength={MOST_TEXT}
        aria-label={t('paste:text')}
        placeholder={t('paste:hint')}
        onChange={event => onText(event.target.value)}
        className="field-control h-auto! resize-none py-1.5"
      />
      <div aria-live="polite" className="mt-2">
        {error ? (
          <p role="alert" className="text-12 text-bad">
            {problemText(error)}
          </p>
        ) : asked !== '' && data && found.length === 0 && !isFetching ? (
          <p className="text-12 text-fg-3">{t('paste:nothing')}</p>
        ) : (
          <ul className="flex flex-col">
            {found.map(item => (
              <Proposal
                key={item.field}
                form={form}
                item={item}
                taken={taken.includes(item)}
                onFlip={() => flip(item.field)}
              />
            ))}
          </ul>
        )}
      </div>
      {found.length > 0 && (
        <div className="mt-2 flex justify-end">
          <Button size="small" className="max-md:h-11" disabled={taken.length === 0} onClick={fill}>
            {t('paste:fill', { count: taken.length })}
          </Button>
        </div>
      )}
    </section>
  )
}

interface ProposalProps {
  form: Form
  item: Proposed
  taken: boolean
  onFlip: () => void
}

function Proposal({ form, item, taken, onFlip }: ProposalProps) {
  const { t } = useTranslation()
  const field = form.fields.find(candidate => candidate.code === item.field)
  if (!field) return null
  const name = words(field.name)
  return (
    <li>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the check box inside */}
      <label className="flex min-h-7 cursor-pointer items-start gap-2 py-1 text-13 max-md:min-h-11 max-md:items-center">
        <span className="flex h-5 items-center">
          <CheckBox checked={taken} onChange={onFlip} label={t('paste:take', { field: name })} />
        </span>
        <span className="w-24 shrink-0 truncate text-fg-3" title={name}>
          {name}
        </span>
        <span className="line-clamp-3 min-w-0 flex-1 break-words">
          {typeof item.value === 'string' && field.kind.type.endsWith('text') ? (
            item.value
          ) : (
            <FieldValue field={field} form={form.code} record="" value={item.value} display={null} />
          )}
        </span>
        <span className="shrink-0 text-12 text-fg-3">
          {item.replaces ? t('paste:replaces') : t(`paste:because.${item.kind}`)}
        </span>
      </label>
    </li>
  )
}
