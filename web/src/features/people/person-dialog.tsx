import '@/i18n/people'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPerson, updatePerson } from '@/api/people'
import { departmentsQuery, keys, rolesQuery } from '@/api/queries'
import type { Invitation, Person, Role } from '@/api/types'
import { words } from '@/lib/label'
import { problemsByField, problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Select } from '@/ui/antd/select'
import { Labelled, TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { toast } from '@/ui/toast'
import { takenBy } from './taken'

interface PersonDialogProps {
  person: Person | undefined
  onClose: () => void
  onInvited: (name: string, invitation: Invitation) => void
}

/** The role most people have: never one with more rights than a seller by accident. */
function usualRole(roles: Role[]): string {
  return (roles.find(role => role.code === 'sales' || role.code === 'member') ?? roles.at(-1))?.code ?? ''
}

/** Adds a person (and shows the invitation), or changes one. */
export function PersonDialog({ person, onClose, onInvited }: PersonDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: roles, error: noRoles } = useQuery(rolesQuery)
  const { data: departments } = useQuery(departmentsQuery)
  const [draft, setDraft] = useState({
    name: person?.name ?? '',
    phone: person?.phone ?? '',
    login: '',
    role: person?.role ?? '',
    department: person?.department ?? null,
  })
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const role = draft.role || usualRole(roles ?? [])
  const store = useWrite({
    mutationFn: async () => {
      const common = { name: draft.name.trim(), role }
      if (person) {
        await updatePerson(person.id, {
          ...common,
          phone: draft.phone.trim() || null,
          department: draft.department,
        })
        return undefined
      }
      return addPerson({
        ...common,
        ...(draft.phone.trim() ? { phone: draft.phone.trim() } : {}),
        ...(draft.login.trim() ? { login: draft.login.trim() } : {}),
        ...(draft.department ? { department: draft.department } : {}),
      })
    },
    onSuccess: answer => {
      void client.invalidateQueries({ queryKey: keys.people })
      if (answer) onInvited(draft.name.trim(), answer.invitation)
      else {
        toast(t('app:saved'))
        onClose()
      }
    },
  })
  const errors = problemsByField(store.error)
  for (const [field, name] of takenBy(store.error))
    errors.set(field, t('people:taken', { name, field: t(`people:${field}`) }))
  const reachable = person !== undefined || draft.phone.trim() !== '' || draft.login.trim() !== ''
  return (
    <Dialog
      open
      onClose={onClose}
      width={460}
      title={person ? t('people:edit') : t('people:add')}
      footer={
        <DialogButtons
          label={t(person ? 'app:save' : 'people:add_and_invite')}
          busy={store.isPending}
          disabled={!draft.name.trim() || !reachable || !role}
          error={errors.size === 0 ? store.error : undefined}
          onCancel={onClose}
          onRun={() => store.mutate()}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <Labelled label={t('people:name')} required error={errors.get('name')}>
          {ids => (
            <TextInput
              {...ids}
              data-autofocus=""
              value={draft.name}
              onChange={event => set({ name: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled
          label={t('people:phone')}
          error={errors.get('phone')}
          help={person ? undefined : t('people:phone_help')}
        >
          {ids => (
            <TextInput
              {...ids}
              inputMode="tel"
              value={draft.phone}
              onChange={event => set({ phone: event.target.value })}
            />
          )}
        </Labelled>
        {!person && (
          <Labelled label={t('people:login')} error={errors.get('login')} help={t('people:login_help')}>
            {ids => (
              <TextInput
                {...ids}
                autoCapitalize="none"
                spellCheck={false}
                value={draft.login}
                onChange={event => set({ login: event.target.value })}
              />
            )}
          </Labelled>
        )}
        <Labelled
          label={t('people:role')}
          error={errors.get('role') ?? (noRoles && !roles ? problemText(noRoles) : undefined)}
        >
          {({ id }) => (
            <Select
              id={id}
              className="w-full"
              aria-label={t('people:role')}
              value={role}
              options={(roles ?? []).map(candidate => ({
                value: candidate.code,
                label: words(candidate.name),
              }))}
              onChange={next => set({ role: next })}
            />
          )}
        </Labelled>
        <Labelled label={t('people:department')} error={errors.get('department')}>
          {({ id }) => (
            <Select
              id={id}
              className="w-full"
              allowClear
              aria-label={t('people:department')}
              placeholder={t('people:no_department')}
              value={draft.department}
              options={(departments ?? []).map(candidate => ({ value: candidate.id, label: candidate.name }))}
              onChange={next => set({ department: next ?? null })}
            />
          )}
        </Labelled>
      </div>
    </Dialog>
  )
}
