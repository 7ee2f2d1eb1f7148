import { Archive, ChevronRight, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import type { Field } from '@/api/types'
import { useDesignerState } from '@/features/designer/store'
import { words } from '@/lib/label'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Labelled, TextInput, Toggle } from '@/ui/controls'
import { BothLanguages } from './both-languages'
import { canBeSensitive, canBeTitle } from './document'
import {
  helpField,
  renameField,
  setCode,
  setRequired,
  setSensitive,
  setTitle,
  setUnique,
  suggestCode,
} from './edits'
import { FieldGrants } from './grant-settings'
import { type InspectorProps, Panel } from './inspector'
import { KindSettings } from './kind-settings'
import { designKindOf, iconOf } from './kinds'
import { problemWords } from './problem-words'
import { useRefused } from './refused'

export function InspectField({
  designer,
  published,
  onRemove,
  field,
  doc,
}: InspectorProps & { field: Field; doc: FormDocument }) {
  const { t } = useTranslation()
  const Icon = iconOf(field.kind.type)
  const isPublished = published.has(field.id)
  const fresh = useDesignerState(designer, state => state.fresh)
  const given = field.kind.type === 'auto_number'
  const at = doc.fields.indexOf(field)
  const refused = useRefused(designer).filter(problem => problem.field?.startsWith(`fields.${at}.`))
  const rename = (language: 'zh-CN' | 'en', text: string) => {
    designer.edit(renameField(field.id, language, text))
    // Nothing outside can name a new field yet: its code follows its English name.
    const code = language === 'en' && !isPublished ? suggestCode(designer.doc(), field.id, text) : undefined
    if (code) designer.edit(code)
  }
  return (
    <Panel
      title={t(`fields:kind.${field.kind.type}`)}
      icon={<Icon size={15} className="text-fg-3" aria-hidden="true" />}
    >
      {refused.length > 0 && (
        <ul role="alert" className="flex flex-col gap-1 text-13 text-bad">
          {refused.map(problem => (
            <li key={`${problem.field} ${problem.code}`}>{problemWords(doc, problem)}</li>
          ))}
        </ul>
      )}
      <BothLanguages
        label={t('designer:field.name')}
        value={field.name}
        onChange={rename}
        autoFocus={fresh}
        placeholder={t(`fields:kind.${field.kind.type}`)}
      />
      <BothLanguages
        label={t('designer:field.help')}
        value={field.help}
        area
        placeholder={t('designer:field.help_hint')}
        onChange={(language, text) => designer.edit(helpField(field.id, language, text))}
      />
      {!given && (
        <div className="flex flex-col gap-3">
          <Switch
            label={t('designer:field.required')}
            hint={t('designer:field.required_hint')}
            checked={Boolean(field.required)}
            onChange={on => designer.edit(setRequired(field.id, on))}
          />
          {(designKindOf(field)?.canBeUnique || field.unique) && (
            <Switch
              label={t('designer:field.unique')}
              hint={t('designer:field.unique_hint')}
              checked={Boolean(field.unique)}
              onChange={on => designer.edit(setUnique(field.id, on))}
            />
          )}
          {canBeSensitive(field) && (
            <Switch
              label={t('designer:field.sensitive')}
              hint={t(isPublished ? 'designer:field.sensitive_fixed' : 'designer:field.sensitive_hint')}
              checked={Boolean(field.sensitive)}
              disabled={isPublished || doc.title === field.code}
              onChange={on => designer.edit(setSensitive(field.id, on))}
            />
          )}
          {canBeTitle(field) && !field.sensitive && (
            <Switch
              label={t('designer:field.title')}
              hint={t('designer:field.title_hint')}
              checked={doc.title === field.code}
              disabled={doc.title === field.code}
              onChange={() => designer.edit(setTitle(field.code))}
            />
          )}
        </div>
      )}
      <KindSettings designer={designer} field={field} doc={doc} published={published} />
      <FieldGrants designer={designer} doc={doc} field={field} />
      <Advanced
        field={field}
        locked={isPublished}
        onCode={code => designer.edit(setCode(field.id, code))}
        taken={code => doc.fields.some(other => other.id !== field.id && other.code === code)}
      />
      <div className="border-t border-line pt-4">
        <Button
          look="danger"
          size="small"
          icon={isPublished ? <Archive size={13} /> : <Trash2 size={13} />}
          onClick={() => onRemove(field.id)}
        >
          {isPublished ? t('designer:field.archive') : t('designer:field.remove')}
        </Button>
      </div>
    </Panel>
  )
}

export function Switch({
  label,
  hint,
  checked,
  disabled,
  onChange,
}: {
  label: string
  hint?: string
  checked: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="text-13">{label}</p>
        {hint && <p className="text-12 text-fg-3">{hint}</p>}
      </div>
      <Toggle label={label} checked={checked} disabled={disabled ?? false} onChange={onChange} />
    </div>
  )
}

/** Technical names, shown only to those who open them. */
function Advanced({
  field,
  locked,
  onCode,
  taken,
}: {
  field: Field
  locked: boolean
  onCode: (code: string) => void
  taken: (code: string) => boolean
}) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState<string>()
  const shown = text ?? field.code
  const sound = /^[a-z][a-z0-9_]{0,62}$/.test(shown)
  const problem = !sound ? t('designer:field.code_rule') : taken(shown) ? t('problems:duplicate') : undefined
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-mt-2 flex h-7 items-center gap-1 self-start text-13 text-fg-2 hover:text-fg"
      >
        <ChevronRight
          size={14}
          className={cx('transition-transform', open && 'rotate-90')}
          aria-hidden="true"
        />
        {t('designer:advanced')}
      </button>
      {open && (
        <Labelled
          label={t('designer:field.code')}
          error={problem}
          help={
            locked
              ? t('designer:field.code_locked', { name: words(field.name) })
              : t('designer:field.code_hint')
          }
        >
          {({ invalid, ...ids }) => (
            <TextInput
              {...ids}
              invalid={invalid}
              className="font-mono"
              spellCheck={false}
              disabled={locked}
              value={shown}
              onChange={event => {
                const next = event.target.value.trim()
                setText(next)
                if (/^[a-z][a-z0-9_]{0,62}$/.test(next) && !taken(next)) onCode(next)
              }}
              onBlur={() => setText(undefined)}
            />
          )}
        </Labelled>
      )}
    </section>
  )
}
