import '@/i18n/people'
import '@/i18n/leave'
import { useQuery } from '@tanstack/react-query'
import { ClipboardPaste, Search, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleQuery } from '@/api/queries'
import { useHoldings } from '@/api/use-holdings'
import { later } from '@/lib/later'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, ErrorState, PanelError } from '@/ui/states'
import { type Open, PersonRow } from './person-row'

const PersonDialog = later(() => import('./person-dialog').then(m => m.PersonDialog))
const PasteDialog = later(() => import('./paste-dialog').then(m => m.PasteDialog))
const InvitationDialog = later(() => import('./invitation-dialog').then(m => m.InvitationDialog))

/** 成员管理: who is here, in which role, and how new people get in. */
export function PeoplePage() {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open | null>(null)
  const [text, setText] = useState('')
  const people = useQuery(peopleQuery)
  const needle = text.trim().toLowerCase()
  const shown = people.data?.filter(
    person =>
      !needle || [person.name, person.login, person.phone].some(part => part?.toLowerCase().includes(needle)),
  )
  const here = shown?.filter(person => person.state !== 'disabled')
  const gone = shown?.filter(person => person.state === 'disabled')
  const holdings = useHoldings((people.data ?? []).flatMap(one => (one.state === 'disabled' ? [one.id] : [])))
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
      ) : !here || !gone ? (
        <Bones rows={6} height={52} />
      ) : (
        <>
          {(here.length > 0 || gone.length === 0) && (
            <ul className="divide-y divide-line border-y border-line">
              {here.map(person => (
                <PersonRow key={person.id} person={person} onOpen={setOpen} />
              ))}
              {here.length === 0 && (
                <li className="py-8 text-center text-13 text-fg-3">{t('people:none_found')}</li>
              )}
            </ul>
          )}
          {gone.length > 0 && (
            <section aria-labelledby="people-gone">
              <h3 id="people-gone" className="mb-2 text-13 font-medium text-fg-2">
                {t('leave:section')} <span className="tabular font-normal text-fg-3">{gone.length}</span>
              </h3>
              {holdings.error !== undefined && (
                <PanelError error={holdings.error} onRetry={holdings.retry} what={t('leave:not_counted')} />
              )}
              <ul className="divide-y divide-line border-y border-line">
                {gone.map(person => (
                  <PersonRow
                    key={person.id}
                    person={person}
                    held={holdings.held?.get(person.id)}
                    onOpen={setOpen}
                  />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      <Arriving>
        {open?.dialog === 'person' && (
          <PersonDialog
            person={open.person}
            onClose={close}
            onInvited={(name, invitation) => setOpen({ dialog: 'invitation', name, invitation })}
          />
        )}
        {open?.dialog === 'leave' && slots.Leave && (
          <slots.Leave person={open.person} leaving={open.leaving} onClose={close} />
        )}
        {open?.dialog === 'paste' && <PasteDialog onClose={close} />}
        {open?.dialog === 'invitation' && (
          <InvitationDialog name={open.name} invitation={open.invitation} onClose={close} />
        )}
        {slots.WorkBar && <slots.WorkBar />}
      </Arriving>
    </SettingsPage>
  )
}
