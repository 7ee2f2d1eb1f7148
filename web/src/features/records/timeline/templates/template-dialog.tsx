import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OwnTemplate, preferencesQuery, usePrefer } from '@/api/preferences'
import { newKey } from '@/lib/ids'
import { problemText } from '@/lib/problem-text'
import { Button, IconButton } from '@/ui/button'
import { TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Ways } from '../ways'
import { kept, MOST_OWN, ownTemplates } from './templates'

type Start = Omit<OwnTemplate, 'id'>

/** One's own templates, to be written and put away; `start` is a follow-up that shall become one. */
export function TemplateDialog({ start, onClose }: { start: Start | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const preferences = useQuery(preferencesQuery)
  if (preferences.data)
    return <Edit own={ownTemplates(preferences.data.templates)} start={start} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title={t('timeline:templates.mine')}>
      {preferences.error ? (
        <ErrorState error={preferences.error} onRetry={() => void preferences.refetch()} />
      ) : (
        <Bones rows={3} height={40} />
      )}
    </Dialog>
  )
}

const made = (start: Start): OwnTemplate => ({ ...start, id: newKey() })
const EMPTY: Start = { label: '', kind: 'call', text: '' }

function Edit({
  own,
  start,
  onClose,
}: {
  own: OwnTemplate[]
  start: Start | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  const prefer = usePrefer()
  const [all, setAll] = useState(() =>
    start || own.length === 0 ? [made(start ?? EMPTY), ...own].slice(0, MOST_OWN) : own,
  )
  const [state, setState] = useState<{ busy?: boolean; error?: unknown }>({})
  const change = (id: string, next: Partial<OwnTemplate>) =>
    setAll(all.map(one => (one.id === id ? { ...one, ...next } : one)))
  const save = () => {
    setState({ busy: true })
    prefer({ templates: kept(all) }).then(
      () => {
        toast(t('timeline:templates.saved'))
        onClose()
      },
      error => setState({ error }),
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('timeline:templates.mine')}
      footer={
        <>
          {state.error !== undefined && (
            <p role="alert" className="mr-auto text-13 text-bad">
              {problemText(state.error)}
            </p>
          )}
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="primary" busy={state.busy ?? false} onClick={save}>
            {t('app:save')}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-13 text-fg-3">{t('timeline:templates.mine_hint')}</p>
      <ul className="flex flex-col gap-3">
        {all.map(one => (
          <Row
            key={one.id}
            template={one}
            onChange={next => change(one.id, next)}
            onRemove={() => setAll(all.filter(other => other.id !== one.id))}
          />
        ))}
      </ul>
      {all.length < MOST_OWN && (
        <Button
          look="quiet"
          size="small"
          className="mt-2"
          icon={<Plus size={13} />}
          onClick={() => setAll([...all, made(EMPTY)])}
        >
          {t('timeline:templates.add')}
        </Button>
      )}
    </Dialog>
  )
}

function Row({
  template,
  onChange,
  onRemove,
}: {
  template: OwnTemplate
  onChange: (next: Partial<OwnTemplate>) => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <li className="flex flex-col gap-2 rounded-8 border border-line p-2">
      <div className="flex items-center gap-2">
        <TextInput
          maxLength={40}
          aria-label={t('timeline:templates.label')}
          placeholder={t('timeline:templates.label')}
          value={template.label}
          onChange={event => onChange({ label: event.target.value })}
        />
        <IconButton
          label={t('timeline:templates.remove', { name: template.label || t('timeline:templates.nameless') })}
          onClick={onRemove}
        >
          <Trash2 size={14} />
        </IconButton>
      </div>
      <div className="-mx-1.5 -mt-1.5">
        <Ways value={template.kind} onPick={kind => onChange({ kind })} />
      </div>
      <textarea
        rows={2}
        maxLength={300}
        aria-label={t('timeline:templates.text')}
        placeholder={t('timeline:templates.text')}
        className="field-control resize-none"
        value={template.text}
        onChange={event => onChange({ text: event.target.value })}
      />
      <span className="flex items-center gap-1.5 text-12 text-fg-3">
        <label htmlFor={id}>{t('timeline:templates.days')}</label>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          maxLength={3}
          value={template.days ?? ''}
          onChange={event => {
            const digits = event.target.value.replace(/\D/g, '')
            onChange({ days: digits ? Number(digits) : undefined })
          }}
          className="tabular h-7 w-12 rounded-6 border border-line-strong bg-surface px-1.5 text-right text-12 text-fg focus:border-accent focus:outline-none max-md:h-11"
        />
        {t('timeline:templates.days_after')}
      </span>
    </li>
  )
}
