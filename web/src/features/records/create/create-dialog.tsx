import { useMemo, useRef, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Filter, Form, Value } from '@/api/types'
import { isBlank, sameValue } from '@/features/fields/field-values'
import { kindOf } from '@/features/fields/registry'
import { useComposition } from '@/lib/composition'
import { hasMod, keyName } from '@/lib/keys'
import { words } from '@/lib/label'
import { usePreset } from '@/lib/preset'
import { codeText, problemsByField, problemText } from '@/lib/problem-text'
import { usePhone } from '@/lib/use-media'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { useRefreshList } from '../edit/use-trash'
import { askedSections } from './asked'
import { make } from './attempt'
import { filled, startValues, type Typed, type Values } from './draft'
import { FormField } from './form-field'
import { HeldLine } from './held-line'
import { PasteBox } from './paste-box'
import { isForReading } from './pasted'
import { beside, PresetLine } from './preset-line'
import { SimilarHint } from './similar-hint'
import { slotOf } from './slot'
import { useTellMade } from './use-tell-made'
import { useTyped } from './use-typed'

const WIDE = new Set(['long_text', 'attachment'])

/** A new record: every field by the form's layout, duplicates hinted while typing, nothing lost on failure. */
export function CreateDialog({
  form,
  within,
  onClose,
  onCreated,
}: {
  form: Form
  within?: Filter | undefined
  onClose: () => void
  onCreated: (id: string) => void
}) {
  const { t } = useTranslation()
  const phone = usePhone()
  const tellMade = useTellMade(form, within)
  const refresh = useRefreshList(form.code)
  const composition = useComposition()
  const body = useRef<HTMLFormElement>(null)
  const [general, setGeneral] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [pasted, setPasted] = useState<string>()
  const [{ values: preset, titles, mends }] = useState(usePreset.getState)
  const sections = useMemo(() => askedSections(form, preset), [form, preset])
  const me = useMe()
  /** Whoever makes a record is responsible for it unless they say otherwise. */
  const start: Values = { ...startValues(form), owner: me.id }
  const first: Values = { ...start, ...preset }
  const named = { ...(first.owner === me.id ? { owner: me.name } : {}), ...titles }
  const slot = useMemo(() => slotOf(me.id, form, { values: preset, mends }), [me.id, form, preset, mends])
  // A repeated send after a lost answer makes no second record.
  const [attempt] = useState(() => ({ current: slot.attempt() }))
  const sending = useRef(false)
  const editor = useForm<Typed>({
    defaultValues: { ...start, ...slot.read(), ...preset },
    shouldFocusError: false,
  })
  const { control, handleSubmit, setError, reset, getValues, setValue, clearErrors } = editor
  const typed = useTyped(editor, slot, attempt, first, composition.isComposing)
  const focusFirst = () =>
    body.current?.querySelector<HTMLElement>('input:not([type=checkbox]), textarea')?.focus()
  const focusFirstProblem = () =>
    requestAnimationFrame(() =>
      body.current
        ?.querySelector<HTMLElement>('[aria-invalid=true], .ant-select-status-error input')
        ?.focus(),
    )
  const clean = (values: Typed): Values | undefined => {
    const out: Values = {}
    let sound = true
    for (const { fields } of sections) {
      for (const field of fields) {
        const value = (values[field.code] ?? null) as Value
        const cleaned = kindOf(field).clean?.(value, field) ?? { value }
        const problem =
          'problem' in cleaned
            ? codeText(cleaned.problem, cleaned.params)
            : field.required && isBlank(cleaned.value)
              ? codeText('required')
              : undefined
        if (problem) {
          setError(field.code, { message: problem })
          sound = false
        } else if ('value' in cleaned) out[field.code] = cleaned.value
      }
    }
    if (!sound) focusFirstProblem()
    return sound ? out : undefined
  }
  const submit = (another: boolean) =>
    handleSubmit(async values => {
      // Ctrl+Enter twice comes before the first is drawn as busy.
      if (sending.current) return
      const ready = clean(values)
      if (!ready) return
      sending.current = true
      setBusy(true)
      setGeneral(undefined)
      try {
        const given = { ...beside(form, preset), ...filled(ready), owner: ready.owner ?? null }
        const id = await make(form, attempt, given, typed.keep)
        typed.made()
        refresh()
        void tellMade(id)
        if (another) {
          reset(first)
          focusFirst()
        } else onCreated(id)
      } catch (error) {
        typed.keep()
        const problems = problemsByField(error)
        for (const [code, message] of problems) setError(code, { message })
        const placed = [...problems.keys()].some(code =>
          sections.some(section => section.fields.some(field => field.code === code)),
        )
        setGeneral(placed ? undefined : problemText(error))
        focusFirstProblem()
      }
      sending.current = false
      setBusy(false)
    })()
  const fill = (values: Values) => {
    for (const [code, value] of Object.entries(values)) setValue(code, value, { shouldDirty: true })
    clearErrors(Object.keys(values))
    focusFirst()
  }
  const close = () => {
    if (typed.keep()) toast(t('offline:typed.kept'))
    onClose()
  }
  return (
    <Dialog
      open
      tall
      width={720}
      onClose={close}
      title={t('records:new', { form: words(form.name) })}
      footer={
        <>
          {general && (
            <p role="alert" className="mr-auto min-w-0 text-13 text-bad">
              {general}
            </p>
          )}
          {!mends && (
            <Button onClick={() => void submit(true)} disabled={busy} title={keyName('mod+Shift+Enter')}>
              {t('records:save_and_new')}
            </Button>
          )}
          <Button look="primary" busy={busy} title={keyName('mod+Enter')} onClick={() => void submit(false)}>
            {t('app:save')}
          </Button>
        </>
      }
    >
      <form
        ref={body}
        noValidate
        {...composition.handlers}
        onSubmit={event => event.preventDefault()}
        onPaste={event => {
          const text = event.clipboardData.getData('text/plain')
          if (pasted !== undefined || !isForReading(text, event.target, typed.untouched())) return
          event.preventDefault()
          setPasted(text)
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && hasMod(event) && !composition.isComposing(event)) {
            event.preventDefault()
            void submit(event.shiftKey && !mends)
          }
        }}
      >
        <PasteBox
          form={form}
          held={() => getValues() as Values}
          text={pasted}
          onText={setPasted}
          onFill={fill}
        />
        {typed.held && (
          <HeldLine
            onClear={() => {
              typed.clear()
              focusFirst()
            }}
          />
        )}
        <SimilarHint form={form} control={control} />
        <PresetLine form={form} preset={preset} />
        {sections.map((section, index) => (
          <fieldset key={section.name || 'fields'} className={cx(index > 0 && 'mt-6')}>
            {section.name && sections.length > 1 && (
              <legend className="mb-3 text-13 font-medium text-fg">{section.name}</legend>
            )}
            <div className="grid grid-cols-2 items-start gap-x-6 gap-y-4 max-md:grid-cols-1">
              {section.fields.map((field, at) => (
                <div key={field.code} className={cx('min-w-0', WIDE.has(field.kind.type) && 'md:col-span-2')}>
                  <Controller
                    name={field.code}
                    control={control}
                    render={({ field: input, fieldState }) => (
                      <FormField
                        form={form.code}
                        field={field}
                        phone={phone}
                        value={input.value as Value}
                        display={
                          sameValue(input.value as Value, first[field.code])
                            ? (named as Record<string, string>)[field.code]
                            : undefined
                        }
                        error={fieldState.error?.message}
                        onChange={input.onChange}
                        first={index === 0 && at === 0}
                      />
                    )}
                  />
                </div>
              ))}
            </div>
          </fieldset>
        ))}
      </form>
    </Dialog>
  )
}
