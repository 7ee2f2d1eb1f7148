import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { UserPlus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formQuery, formsQuery, peopleQuery, useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { Segmented } from '@/ui/controls'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, EmptyState, ErrorState, NoAccess } from '@/ui/states'
import { TeamTable } from './team-table'
import { useTeam } from './use-team'

const MOST_FORMS = 5

/** 团队: whose records grow cold. Each number opens the records it counts, and there they can be handed over. */
export function TeamPage() {
  const { t } = useTranslation()
  const me = useMe()
  const phone = usePhone()
  const go = useGo()
  const { data: all, isPending, error: noForms, refetch } = useQuery(formsQuery)
  const forms = (all ?? []).filter(form => form.can.read !== false).slice(0, MOST_FORMS)
  const [picked, setPicked] = useState<string>()
  const code = picked ?? forms[0]?.code ?? ''
  const form = useQuery({ ...formQuery(code), enabled: code !== '' })
  const team = useTeam(form.data)
  const { data: people } = useQuery(peopleQuery)
  const [left, setLeft] = useState<string>()
  const leaver = people?.find(person => person.id === left)
  const error = (all ? undefined : noForms) ?? form.error ?? (team.data ? undefined : team.error)
  const retry = () => void Promise.all([refetch(), form.refetch(), team.refetch()])
  return (
    <>
      <SheetHeader title={t('tasks:team.nav')} {...(phone ? { onBack: () => go('/me') } : {})} />
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface">
        <div className="mx-auto flex w-full max-w-[880px] flex-1 flex-col gap-4 px-6 pb-10 pt-4 max-md:px-4">
          {forms.length > 1 && (
            <div className="no-scrollbar overflow-x-auto">
              <Segmented
                label={t('tasks:team.form')}
                value={code}
                options={forms.map(other => ({
                  value: other.code,
                  label: words(other.plural) || words(other.name),
                }))}
                onChange={setPicked}
              />
            </div>
          )}
          <p className="text-13 text-fg-3">{t('tasks:team.hint')}</p>
          {error ? (
            <ErrorState error={error} onRetry={retry} />
          ) : all?.length === 0 ? (
            <EmptyState icon={UsersRound} title={t('tasks:team.empty')} />
          ) : form.data && team.data ? (
            <>
              {team.data.length > 0 && (
                <TeamTable
                  form={form.data}
                  members={team.data}
                  people={people}
                  {...(me.permissions.administer ? { onHandOver: setLeft } : {})}
                />
              )}
              {team.data.every(member => member.id === null || member.id === me.id) &&
                (me.permissions.administer ? <Alone /> : <NoAccess hint={t('tasks:team.own_only')} />)}
            </>
          ) : (
            (isPending || code !== '') && <Bones rows={8} height={44} />
          )}
        </div>
      </div>
      <Arriving>
        {leaver && slots.Leave && (
          <slots.Leave person={leaver} leaving={false} onClose={() => setLeft(undefined)} />
        )}
        {slots.WorkBar && <slots.WorkBar />}
      </Arriving>
    </>
  )
}

/** While there is nobody else: what will stand here, and how colleagues come in. */
function Alone() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={UsersRound} title={t('tasks:team.alone')} hint={t('tasks:team.alone_hint')}>
      <Link
        to="/settings/people"
        className="inline-flex h-8 items-center gap-1.5 rounded-8 bg-accent px-3 text-13 font-medium text-on-accent max-md:h-11"
      >
        <UserPlus size={14} aria-hidden="true" />
        {t('home:first.invite')}
      </Link>
    </EmptyState>
  )
}
