import { Link } from '@tanstack/react-router'
import { Trash2, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task, TaskDue } from '@/api/tasks'
import { useComposition } from '@/lib/composition'
import { fullTime } from '@/lib/format'
import { hasMod } from '@/lib/keys'
import { problemText } from '@/lib/problem-text'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { Labelled, TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { useLayer } from '@/ui/layers'
import { DueChips } from './due-chips'
import { PersonPicker, type Somebody } from './person-picker'
import { useTaskActs } from './use-task-acts'

interface TaskFormProps {
  task: Task
  place: 'side' | 'dialog'
  onClose: () => void
}

/** All of a task, to be changed: beside its list, or in a dialog where there is no room. */
export function TaskForm({ task, place, onClose }: TaskFormProps) {
  const { t } = useTranslation()
  const acts = useTaskActs()
  // What was seen when the form opened: what others change meanwhile is told, not overwritten.
  const [base] = useState(task)
  const [title, setTitle] = useState(task.title)
  const [note, setNote] = useState(task.note)
  const [due, setDue] = useState<TaskDue | undefined>(task.due ?? undefined)
  const [who, setWho] = useState<Somebody>({ id: task.assignee.id ?? '', name: task.assignee.name })
  const [state, setState] = useState<{ busy?: boolean; error?: unknown }>({})
  const ready = title.trim().length > 0 && !state.busy
  const save = async () => {
    if (!ready) return
    setState({ busy: true })
    try {
      await acts.change(task, {
        base_rev: base.rev,
        ...(title.trim() === base.title ? {} : { title: title.trim() }),
        ...(note === base.note ? {} : { note }),
        ...(JSON.stringify(due ?? null) === JSON.stringify(base.due ?? null) ? {} : { due: due ?? null }),
        ...(who.id === base.assignee.id ? {} : { assignee: who.id }),
      })
      onClose()
    } catch (error) {
      setState({ error })
    }
  }
  const body = (
    <Fields
      task={task}
      {...{ title, setTitle, note, setNote, due, setDue, who, setWho }}
      error={state.error}
      onEnter={() => void save()}
    />
  )
  const footer = (
    <>
      <Button
        look="danger"
        icon={<Trash2 size={14} />}
        className="mr-auto"
        onClick={() => void acts.remove(task).then(gone => gone && onClose())}
      >
        {t('tasks:remove')}
      </Button>
      <Button onClick={onClose}>{t('app:cancel')}</Button>
      <Button look="primary" disabled={!ready} busy={state.busy ?? false} onClick={() => void save()}>
        {t('app:save')}
      </Button>
    </>
  )
  if (place === 'dialog')
    return (
      <Dialog open onClose={onClose} title={t('tasks:edit')} footer={footer}>
        {body}
      </Dialog>
    )
  return (
    <Side onClose={onClose} footer={footer}>
      {body}
    </Side>
  )
}

function Side({
  onClose,
  footer,
  children,
}: {
  onClose: () => void
  footer: React.ReactNode
  children: React.ReactNode
}) {
  const { t } = useTranslation()
  const panel = useRef<HTMLElement>(null)
  useLayer(true, onClose)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    panel.current?.querySelector('input')?.focus()
    return () => before?.focus?.({ preventScroll: true })
  }, [])
  return (
    <aside
      ref={panel}
      aria-label={t('tasks:edit')}
      className="flex w-[360px] shrink-0 flex-col border-l border-line bg-surface"
    >
      <header className="flex h-11 shrink-0 items-center border-b border-line pl-4 pr-2">
        <h2 className="flex-1 text-14 font-semibold">{t('tasks:edit')}</h2>
        <IconButton label={t('app:close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
      <footer className="flex shrink-0 items-center gap-2 border-t border-line px-4 py-3">{footer}</footer>
    </aside>
  )
}

interface FieldsProps {
  task: Task
  title: string
  setTitle: (title: string) => void
  note: string
  setNote: (note: string) => void
  due: TaskDue | undefined
  setDue: (due: TaskDue | undefined) => void
  who: Somebody
  setWho: (who: Somebody) => void
  error: unknown
  onEnter: () => void
}

function Fields({ task, error, onEnter, ...form }: FieldsProps) {
  const { t } = useTranslation()
  const composition = useComposition()
  const onKeyDown = (event: React.KeyboardEvent) => {
    const plain = event.target instanceof HTMLInputElement && event.target.type === 'text'
    if (event.key !== 'Enter' || composition.isComposing(event) || !(plain || hasMod(event))) return
    event.preventDefault()
    onEnter()
  }
  return (
    <div className="flex flex-col gap-4" onKeyDown={onKeyDown} {...composition.handlers}>
      <Labelled label={t('tasks:title')}>
        {({ invalid: _, ...ids }) => (
          <TextInput
            {...ids}
            type="text"
            maxLength={200}
            value={form.title}
            onChange={event => form.setTitle(event.target.value)}
          />
        )}
      </Labelled>
      <div className="flex flex-col gap-1.5">
        <span className="text-13 text-fg-2">{t('tasks:due.label')}</span>
        <DueChips value={form.due} onChange={form.setDue} />
      </div>
      <div className="flex flex-col gap-1">
        <span className="text-13 text-fg-2">{t('tasks:assignee')}</span>
        <PersonPicker value={form.who.id} label={t('tasks:assignee')} onChange={form.setWho}>
          {trigger => (
            <button type="button" {...trigger} className="field-control flex items-center gap-2 text-left">
              <span className="sr-only">{t('tasks:assignee')}</span>
              <Avatar name={form.who.name} id={form.who.id} size={20} />
              <span className="truncate">{form.who.name}</span>
            </button>
          )}
        </PersonPicker>
      </div>
      <Labelled label={t('tasks:note')}>
        {({ invalid: _, ...ids }) => (
          <textarea
            {...ids}
            rows={4}
            maxLength={20000}
            className="field-control resize-y"
            value={form.note}
            onChange={event => form.setNote(event.target.value)}
          />
        )}
      </Labelled>
      {error !== undefined && (
        <p role="alert" className="text-12 text-bad">
          {problemText(error)}
        </p>
      )}
      <p className="text-12 text-fg-3">
        {task.record && (
          <Link
            to="/f/$form/$id"
            params={{ form: task.record.form, id: task.record.id }}
            className="mb-1 block truncate text-13 text-accent hover:underline"
          >
            {task.record.title || t('records:untitled')}
          </Link>
        )}
        {t('tasks:made', { name: task.made_by.name, when: fullTime(task.made_at) })}
        {task.done_at && (
          <span className="block">
            {t('tasks:finished', { name: task.done_by.name, when: fullTime(task.done_at) })}
          </span>
        )}
      </p>
    </div>
  )
}
