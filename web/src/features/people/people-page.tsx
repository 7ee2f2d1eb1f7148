import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ClipboardPaste, MoreHorizontal, Search, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invite, updatePerson } from '@/api/people'
import { departmentsQuery, keys, peopleQuery, rolesQuery, useMe } from '@/api/queries'
import type { Invitation, Person } from '@/api/types'
import { phoneText } from '@/lib/format'
import { words } from '@/lib/label'
import { later } from '@/lib/later'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Arriving } from '@/ui/arriving'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { MenuButton, type MenuItem } from '@/ui/menu'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'

const PersonDialog = later(() => import('./person-dialog').then(m => m.PersonDialog))
const PasteDialog = later(() => import('./paste-dialog').then(m => m.PasteDialog))
const InvitationDialog = later(() => import('./invitation-dialog').then(m => m.InvitationDialog))

type Open =
  | { dialog: 'person'; person?: Person }
  | { dialog: 'paste' }
  | { dialog: 'invitation'; name: string; invitation: Invitation }
  | null

/** 成员管理: who is here, in which role, and how new people get in. */
export function PeoplePage() {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open>(null)
  const [text, setText] = useState('')
  const people = useQuery(peopleQuery)
  const needle = text.trim().toLowerCase()
  const shown = people.data?.filter(
    person =>
      !needle || [person.name, person.login, person.phone].some(part => part?.toLowerCase().includes(needle)),
  )
  const close = () => setOpen(null)
  return (
    <SettingsPage
      wide
      title={t('people:title')}
      hint={t('people:hint')}
      actions={
        <>
          <Button icon={<ClipboardPaste size={14} />} onClick={() => setOpen({ dialog: 'paste' })}>
            {t('people:paste.title')}
          </Button>
          <Button
            look="primary"
            icon={<UserRoundPlus size={14} />}
            onClick={() => setOpen({ dialog: 'person' })}
          >
            {t('people:add')}
          </Button>
        </>
      }
    >
      <label className="relative block max-w-72">
        <Search
          size={14}
          className="absolute left-2.5 top-1/2 -translate-y-1/2 text-fg-3"
          aria-hidden="true"
        />
        <input
          className="field-control pl-8!"
          aria-label={t('people:search')}
          placeholder={t('people:search')}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </label>
      {people.error && !people.data ? (
        <ErrorState error={people.error} onRetry={() => void people.refetch()} />
      ) : !shown ? (
        <Bones rows={6} height={52} />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {shown.map(person => (
            <PersonRow key={person.id} person={person} onOpen={setOpen} />
          ))}
          {shown.length === 0 && (
            <li className="py-8 text-center text-13 text-fg-3">{t('people:none_found')}</li>
          )}
        </ul>
      )}
      <Arriving>
        {open?.dialog === 'person' && (
          <PersonDialog
            person={open.person}
            onClose={close}
            onInvited={(name, invitation) => setOpen({ dialog: 'invitation', name, invitation })}
          />
        )}
        {open?.dialog === 'paste' && <PasteDialog onClose={close} />}
        {open?.dialog === 'invitation' && (
          <InvitationDialog name={open.name} invitation={open.invitation} onClose={close} />
        )}
      </Arriving>
    </SettingsPage>
  )
}

function PersonRow({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const { data: roles } = useQuery(rolesQuery)
  const { data: departments } = useQuery(departmentsQuery)
  const refresh = () => client.invalidateQueries({ queryKey: keys.people })
  const fail = (error: unknown) => toast(problemText(error), { tone: 'bad' })
  const setState = useWrite({
    mutationFn: (state: 'active' | 'disabled') => updatePerson(person.id, { state }),
    onSuccess: refresh,
    onError: fail,
  })
  const link = useWrite({
    mutationFn: () => invite(person.id),
    onSuccess: invitation => onOpen({ dialog: 'invitation', name: person.name, invitation }),
    onError: fail,
  })
  const items: MenuItem[] = [
    { key: 'edit', label: t('people:edit'), run: () => onOpen({ dialog: 'person', person }) },
    {
      key: 'invite',
      label: t(
        person.state === 'known'
          ? 'people:invite_known'
          : person.state === 'invited'
            ? 'people:invite_again'
            : 'people:reset_password',
      ),
      disabled: person.state === 'disabled',
      run: () => link.mutate(),
    },
    {
      key: 'state',
      label: person.state === 'disabled' ? t('people:enable') : t('people:disable'),
      danger: person.state !== 'disabled',
      apart: true,
      disabled: person.id === me.id,
      run: () => setState.mutate(person.state === 'disabled' ? 'active' : 'disabled'),
    },
  ]
  const role = words(roles?.find(candidate => candidate.code === person.role)?.name) || person.role
  const department = departments?.find(candidate => candidate.id === person.department)?.name
  const off = person.state === 'disabled'
  return (
    <li className={cx('flex min-h-[52px] items-center gap-3 py-2', off ? 'text-fg-3' : 'text-fg-2')}>
      <Avatar name={person.name} id={person.id} size={32} />
      <button
        type="button"
        onClick={() => onOpen({ dialog: 'person', person })}
        className="min-w-0 flex-[2] text-left"
      >
        <span className={cx('flex items-center gap-2 text-13 font-medium', !off && 'text-fg')}>
          <span className="truncate">{person.name}</span>
          {person.id === me.id && (
            <span className="shrink-0 text-12 font-normal text-fg-3">{t('people:you')}</span>
          )}
          {person.state === 'invited' && (
            <span className="shrink-0 rounded-6 bg-warn-soft px-1.5 text-12 font-normal text-warn">
              {t('people:state.invited')}
            </span>
          )}
          {person.state === 'known' && (
            <span
              title={t('people:state.known_hint')}
              className="shrink-0 rounded-6 bg-subtle px-1.5 text-12 font-normal text-fg-2"
            >
              {t('people:state.known')}
            </span>
          )}
          {person.state === 'disabled' && (
            <span className="shrink-0 rounded-6 bg-subtle px-1.5 text-12 font-normal text-fg-3">
              {t('people:state.disabled')}
            </span>
          )}
        </span>
        <span className="tabular block truncate text-12 text-fg-3">
          {[person.login, phoneText(person.phone)].filter(Boolean).join(' · ')}
        </span>
      </button>
      <span className="min-w-0 flex-1 truncate text-13 max-md:hidden">
        {department ?? t('people:no_department')}
      </span>
      <span className="min-w-0 flex-1 truncate text-13 max-md:flex-none">{role}</span>
      <MenuButton items={items} label={t('people:more', { name: person.name })}>
        {trigger => (
          <IconButton {...trigger} label={t('people:more', { name: person.name })}>
            <MoreHorizontal size={16} />
          </IconButton>
        )}
      </MenuButton>
    </li>
  )
}
