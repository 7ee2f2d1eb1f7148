import { Plus } from 'lucide-react'
import { type Ref, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { TaskDue } from '@/api/tasks'
import { useComposition } from '@/lib/composition'
import { problemText } from '@/lib/problem-text'
import { Avatar } from '@/ui/avatar'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { dueText } from './due'
import { DueChips } from './due-chips'
import { PersonPicker, type Somebody } from './person-picker'
import { useSaidDue } from './use-said-due'
import { useTaskActs } from './use-task-acts'

interface AddLineProps {
  record?: { form: string; id: string }
  /** Who is given the work unless somebody else is picked. */
  assignee?: Somebody | undefined
  inputRef?: Ref<HTMLInputElement>
}

/** A task in one line: what, until when, who. Enter adds it and leaves the line ready for the next. */
export function AddLine({ record, assignee, inputRef }: AddLineProps) {
  const { t } = useTranslation()
  const me = useMe()
  const acts = useTaskActs()
  const composition = useComposition()
  const box = useRef<HTMLDivElement>(null)
  const [title, setTitle] = useState('')
  const [chosen, setChosen] = useState<TaskDue>()
  const [picked, setPicked] = useState<Somebody>()
  const [state, setState] = useState<{ busy?: boolean; failed?: string }>({})
  const written = useRef(title)
  written.current = title
  const said = useSaidDue(title)
  const [refused, setRefused] = useState<string>()
  const offered = chosen || said?.phrase === refused ? undefined : said
  const due = chosen ?? offered?.due
  const setDue = (next: TaskDue | undefined) => {
    setChosen(next)
    // What the text says is not offered again once it was taken off or replaced.
    setRefused(said?.phrase)
  }
  const who = picked ?? assignee ?? me
  const ready = title.trim().length > 0 && !state.busy
  const add = async () => {
    if (!ready) return
    setState({ busy: true })
    // What is typed from here on is the next one.
    setTitle('')
    setChosen(undefined)
    setRefused(undefined)
    setPicked(undefined)
    box.current?.querySelector('input')?.focus()
    try {
      await acts.add({
        title: title.trim(),
        ...(due ? { due } : {}),
        ...(who.id === me.id ? {} : { assignee: who.id }),
        ...(record ? { record } : {}),
      })
      setState({})
    } catch (error) {
      const problem = problemText(error)
      if (written.current === '') {
        setTitle(title)
        setChosen(chosen)
        setRefused(refused)
        setPicked(picked)
        setState({ failed: problem })
      } else setState({ failed: t('tasks:not_added', { title: title.trim(), problem }) })
    }
  }
  const touched = title !== '' || due !== undefined || picked !== undefined
  return (
    <div
      ref={box}
      className="group/add rounded-8 border border-line-strong bg-surface transition-shadow focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)]"
    >
      <div className="flex items-center gap-2 pl-2.5 pr-1.5">
        <Plus size={15} className="shrink-0 text-fg-3" aria-hidden="true" />
        <input
          ref={inputRef}
          value={title}
          maxLength={200}
          aria-label={t('tasks:add_label')}
          placeholder={t('tasks:add_hint')}
          onChange={event => setTitle(event.target.value)}
          {...composition.handlers}
          onKeyDown={event => {
            if (event.key === 'Escape' && !composition.isComposing(event)) event.currentTarget.blur()
            if (event.key !== 'Enter' || composition.isComposing(event)) return
            event.preventDefault()
            void add()
          }}
          className="h-8 min-w-0 flex-1 bg-transparent text-13 focus:outline-none max-md:h-11"
        />
      </div>
      <div
        className={cx(
          'flex flex-wrap items-center gap-1.5 px-2 pb-2',
          !touched && 'hidden group-focus-within/add:flex',
        )}
      >
        <DueChips value={due} onChange={setDue} />
        {offered && (
          <span role="status" className="sr-only">
            {t('tasks:due.said', { when: dueText(offered.due) })}
          </span>
        )}
        <PersonPicker value={who.id} label={t('tasks:assignee')} onChange={setPicked}>
          {trigger => (
            <button
              type="button"
              {...trigger}
              title={t('tasks:given_to', { name: who.name })}
              className="inline-flex h-6 min-w-0 max-w-32 items-center gap-1.5 rounded-6 px-1.5 text-12 text-fg-2 hover:bg-hover max-md:h-9 max-md:text-13"
            >
              <span className="sr-only">{t('tasks:assignee')}</span>
              <Avatar name={who.name} id={who.id} size={20} />
              <span className="truncate">{who.name}</span>
            </button>
          )}
        </PersonPicker>
        <Button
          look="primary"
          size="small"
          className="ml-auto max-md:h-9"
          disabled={!ready}
          busy={state.busy ?? false}
          onClick={() => void add()}
        >
          {t('tasks:add')}
        </Button>
      </div>
      {state.failed !== undefined && (
        <p role="alert" className="px-3 pb-2 text-12 text-bad">
          {state.failed}
        </p>
      )}
    </div>
  )
}
