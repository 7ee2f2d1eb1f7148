import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys, useMe } from '@/api/queries'
import type { Field, Form, KindName } from '@/api/types'
import { currencyAmong } from '@/features/fields/kind-settings'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { slots } from '@/slots'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Labelled } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { NameField } from '@/ui/name-field'
import { toast } from '@/ui/toast'
import { CurrencyField } from './currency-field'
import { DraftUnderWay, newField, publishChange, QUICK_KINDS, renamed, withNewField } from './shape-form'

interface FieldDialogProps {
  form: Form
  /** The field to rename; a new one is made without. */
  field: Field | undefined
  onClose: () => void
  onAdded: (code: string) => void
}

const iconOf = (type: KindName) => kindOf({ id: '', code: '', name: '', kind: { type } }).icon

/** Names a field anew, or makes one: in force at once, for everyone. */
export function FieldDialog({ form, field, onClose, onAdded }: FieldDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const go = useGo()
  const [name, setName] = useState(field ? words(field.name) : '')
  const [type, setType] = useState<KindName>('text')
  const [options, setOptions] = useState('')
  const company = useMe().workspace.currency
  const [currency, setCurrency] = useState(() => currencyAmong(form.fields, company))
  const lines = [...new Set(options.split('\n').map(line => line.trim()))].filter(Boolean)
  const choosing = !field && (type === 'choice' || type === 'choices')
  const ready = name.trim() !== '' && (!choosing || lines.length > 0)
  const store = useWrite({
    mutationFn: async () => {
      if (field)
        return publishChange(form.code, doc => renamed(doc, field.id, name.trim())).then(() => undefined)
      let code: string | undefined
      await publishChange(form.code, doc => {
        const made = newField(doc, type, name.trim(), lines, currency)
        code = made.code
        return withNewField(doc, made)
      })
      return code
    },
    onSuccess: async code => {
      await client.invalidateQueries({ queryKey: keys.form(form.code) })
      void client.invalidateQueries({ queryKey: keys.forms })
      toast(t(field ? 'records:columns.renamed' : 'records:columns.added', { field: name.trim() }))
      if (code) onAdded(code)
      onClose()
    },
  })
  const submit = () => {
    if (ready && !store.isPending) store.mutate()
  }
  const design = slots.designForm?.(form.code)
  const busyDraft = store.error instanceof DraftUnderWay
  return (
    <Dialog
      open
      onClose={onClose}
      width={460}
      title={t(field ? 'records:columns.rename' : 'records:columns.new')}
      footer={
        <>
          {design && (
            <Button look="quiet" className="mr-auto" onClick={() => go(design)}>
              {t('records:columns.design')}
            </Button>
          )}
          <DialogButtons
            label={t(field ? 'app:save' : 'records:columns.add')}
            busy={store.isPending}
            disabled={!ready}
            onCancel={onClose}
            onRun={submit}
          />
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <NameField label={t('records:columns.name')} value={name} onChange={setName} onEnter={submit} />
        {!field && (
          <div role="radiogroup" aria-label={t('records:columns.kind')} className="grid grid-cols-3 gap-1.5">
            {QUICK_KINDS.map(kind => {
              const Icon = iconOf(kind)
              return (
                <button
                  key={kind}
                  type="button"
                  role="radio"
                  aria-checked={type === kind}
                  onClick={() => setType(kind)}
                  className={cx(
                    'flex h-9 min-w-0 items-center gap-2 rounded-8 border px-2.5 text-13',
                    type === kind ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover',
                  )}
                >
                  <Icon size={14} className="shrink-0 text-fg-3" aria-hidden="true" />
                  <span className="truncate">{t(`fields:kind.${kind}`)}</span>
                </button>
              )
            })}
          </div>
        )}
        {!field && type === 'money' && <CurrencyField value={currency} onChange={setCurrency} />}
        {choosing && (
          <Labelled label={t('records:columns.options')} help={t('records:columns.options_hint')}>
            {({ invalid: _, ...ids }) => (
              <textarea
                {...ids}
                rows={4}
                className="field-control resize-y"
                value={options}
                onChange={event => setOptions(event.target.value)}
              />
            )}
          </Labelled>
        )}
        {store.error && (
          <p role="alert" className="text-13 text-bad">
            {busyDraft ? t('records:columns.draft_under_way') : problemText(store.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
