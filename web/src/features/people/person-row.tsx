import '@/i18n/people'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MoreHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { invite, updatePerson } from '@/api/people'
import { departmentsQuery, keys, rolesQuery, useMe } from '@/api/queries'
import type { Invitation, Person } from '@/api/types'
import { enabledText } from '@/lib/enabled-text'
import { phoneText } from '@/lib/format'
import { heldText } from '@/lib/held-text'
import type { Holding } from '@/lib/holdings'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { MenuButton, type MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'
import { StateMark } from './state-mark'

/** What a row, or the page's head, opens. */
export type Open =
  | { dialog: 'person'; person?: Person }
  | { dialog: 'paste' }
  | { dialog: 'leave'; person: Person; leaving: boolean }
  | { dialog: 'invitation'; name: string; invitation: Invitation }

interface PersonRowProps {
  person: Person
  /** What somebody who has left still holds. */
  held?: readonly Holding[] | undefined
  onOpen: (open: Open) => void
}

/** A person, with what can be done about them; who has left is let in again from here, and what they held goes to others. */
export function PersonRow({ person, held = [], onOpen }: PersonRowProps) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const { data: roles } = useQuery(rolesQuery)
  const { data: departments } = useQuery(departmentsQuery)
  const fail = (error: unknown) => toast(problemText(error), { tone: 'bad' })
  const enable = useWrite({
    mutationFn: () => updatePerson(person.id, { state: 'active' }),
    onSuccess: now => {
      toast(enabledText(t, person, now))
      return client.invalidateQueries({ queryKey: keys.people })
    },
    onError: fail,
  })
  const link = useWrite({
    mutationFn: () => invite(person.id),
    onSuccess: invitation => onOpen({ dialog: 'invitation', name: person.name, invitation }),
    onError: fail,
  })
  const off = person.state === 'disabled'
  const own = person.id === me.id
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
      disabled: off,
      run: () => link.mutate(),
    },
    ...(off
      ? [
          // Tasks are not counted here: whoever holds no record may still have some.
          {
            key: 'hand',
            label: t('leave:hand_rest'),
            run: () => onOpen({ dialog: 'leave', person, leaving: false }),
          },
        ]
      : [
          {
            key: 'state',
            label: own ? t('leave:not_yourself') : t('people:disable_ask'),
            danger: !own,
            apart: true,
            disabled: own,
            run: () => onOpen({ dialog: 'leave', person, leaving: true }),
          },
        ]),
  ]
  const role = words(roles?.find(candidate => candidate.code === person.role)?.name) || person.role
  const department = departments?.find(candidate => candidate.id === person.department)?.name
  const edit = () => onOpen({ dialog: 'person', person })
  return (
    <li className={cx('flex min-h-[52px] items-center gap-3 py-2', off ? 'text-fg-3' : 'text-fg-2')}>
      <Avatar name={person.name} id={person.id} size={32} />
      <div className="min-w-0 flex-[2]">
        <button type="button" onClick={edit} className="block w-full min-w-0 text-left">
          <span
            className={cx(
              'flex items-center gap-2 text-13 font-medium max-md:flex-wrap max-md:gap-y-0',
              !off && 'text-fg',
            )}
          >
            <span className="truncate max-md:line-clamp-2 max-md:whitespace-normal">{person.name}</span>
            {own && <span className="shrink-0 text-12 font-normal text-fg-3">{t('people:you')}</span>}
            <StateMark state={person.state} />
          </span>
          <span className="tabular block truncate text-12 text-fg-3">
            {[person.login, phoneText(person.phone)].filter(Boolean).join(' · ')}
          </span>
        </button>
        {held.length > 0 && (
          <Button
            look="link"
            size="small"
            className="max-w-full text-12! whitespace-normal! text-left max-md:min-h-11"
            onClick={() => onOpen({ dialog: 'leave', person, leaving: false })}
          >
            {t('leave:waits', { what: heldText(t, held) })}
          </Button>
        )}
      </div>
      <span className="min-w-0 flex-1 truncate text-13 max-md:hidden">
        {department ?? t('people:no_department')}
      </span>
      <span className={cx('min-w-0 flex-1 truncate text-13', off ? 'max-md:hidden' : 'max-md:flex-none')}>
        {role}
      </span>
      {off && (
        <Button size="small" busy={enable.isPending} onClick={() => enable.mutate()}>
          {t('people:enable')}
        </Button>
      )}
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
