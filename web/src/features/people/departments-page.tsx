import '@/i18n/people'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Network, Pencil, Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDepartment, removeDepartment, updateDepartment } from '@/api/people'
import { departmentsQuery, keys, peopleQuery } from '@/api/queries'
import type { Department } from '@/api/types'
import { useComposition } from '@/lib/composition'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button, IconButton } from '@/ui/button'
import { TextInput } from '@/ui/controls'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { isNameTaken } from './taken'

interface Placed {
  department: Department
  depth: number
}

/** Departments as a tree in one list: each under its parent. */
export function inOrder(all: readonly Department[], parent: string | null = null, depth = 0): Placed[] {
  const known = new Set(all.map(department => department.id))
  return all
    .filter(
      department => (department.parent && known.has(department.parent) ? department.parent : null) === parent,
    )
    .flatMap(department => [{ department, depth }, ...inOrder(all, department.id, depth + 1)])
}

export function DepartmentsPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(departmentsQuery)
  const { data: people } = useQuery(peopleQuery)
  const [editing, setEditing] = useState<{ id?: string; parent?: string } | null>(null)
  const refresh = () => {
    setEditing(null)
    return client.invalidateQueries({ queryKey: keys.departments })
  }
  const fail = (error: unknown) => toast(problemText(error), { tone: 'bad' })
  const save = useWrite({
    mutationFn: (name: string): Promise<unknown> =>
      editing?.id
        ? updateDepartment(editing.id, { name })
        : addDepartment({ name, ...(editing?.parent ? { parent: editing.parent } : {}) }),
    onSuccess: refresh,
  })
  const edit = (next: typeof editing) => {
    save.reset()
    setEditing(next)
  }
  const remove = useWrite({ mutationFn: removeDepartment, onSuccess: refresh, onError: fail })
  const name = (depth: number, first = '') => (
    <NameRow
      key={`edit${first}`}
      depth={depth}
      first={first}
      busy={save.isPending}
      error={
        isNameTaken(save.error)
          ? t('people:department_taken', { name: save.variables })
          : save.error
            ? problemText(save.error)
            : undefined
      }
      onType={save.reset}
      onSave={save.mutate}
      onCancel={() => edit(null)}
    />
  )
  return (
    <SettingsPage
      title={t('people:departments')}
      hint={t('people:departments_hint')}
      actions={
        <Button look="primary" icon={<Plus size={14} />} onClick={() => edit({})}>
          {t('people:add_department')}
        </Button>
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Bones rows={4} />
      ) : data.length === 0 && !editing ? (
        <EmptyState
          icon={Network}
          title={t('people:no_departments')}
          hint={t('people:no_departments_hint')}
        />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {editing && !editing.id && !editing.parent && name(0)}
          {inOrder(data).map(({ department, depth }) => {
            const count = people?.filter(person => person.department === department.id).length
            return [
              editing?.id === department.id ? (
                name(depth, department.name)
              ) : (
                <li
                  key={department.id}
                  className="group flex h-11 items-center gap-2"
                  style={{ paddingLeft: depth * 24 }}
                >
                  <span className="min-w-0 truncate text-13">{department.name}</span>
                  {count !== undefined && (
                    <span className="tabular text-12 text-fg-3">{t('people:members', { count })}</span>
                  )}
                  <span className="ml-auto flex items-center opacity-0 focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100">
                    <IconButton
                      label={t('people:add_under', { name: department.name })}
                      onClick={() => edit({ parent: department.id })}
                    >
                      <Plus size={14} />
                    </IconButton>
                    <IconButton
                      label={t('people:rename', { name: department.name })}
                      onClick={() => edit({ id: department.id })}
                    >
                      <Pencil size={14} />
                    </IconButton>
                    <IconButton
                      label={t('people:remove', { name: department.name })}
                      onClick={() => remove.mutate(department.id)}
                    >
                      <Trash2 size={14} />
                    </IconButton>
                  </span>
                </li>
              ),
              editing?.parent === department.id && name(depth + 1),
            ]
          })}
        </ul>
      )}
    </SettingsPage>
  )
}

function NameRow({
  depth,
  first,
  busy,
  error,
  onType,
  onSave,
  onCancel,
}: {
  depth: number
  first: string
  busy: boolean
  /** Why it was not taken. */
  error: string | undefined
  onType: () => void
  onSave: (name: string) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState(first)
  const note = useId()
  const composition = useComposition()
  return (
    <li className="py-2" style={{ paddingLeft: depth * 24 }}>
      <div className="flex items-center gap-2">
        <TextInput
          autoFocus
          invalid={error !== undefined}
          aria-describedby={error ? note : undefined}
          aria-label={t('people:department_name')}
          placeholder={t('people:department_name')}
          value={text}
          onChange={event => {
            setText(event.target.value)
            if (error) onType()
          }}
          {...composition.handlers}
          onKeyDown={event => {
            if (composition.isComposing(event)) return
            if (event.key === 'Enter' && text.trim()) onSave(text.trim())
            if (event.key === 'Escape') onCancel()
          }}
        />
        <Button look="primary" busy={busy} disabled={!text.trim()} onClick={() => onSave(text.trim())}>
          {t('app:save')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('app:cancel')}
        </Button>
      </div>
      {error && (
        <p id={note} role="alert" className="mt-1 text-12 text-bad">
          {error}
        </p>
      )}
    </li>
  )
}
