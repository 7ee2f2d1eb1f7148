import '@/i18n/people'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import '@/i18n/leave'
import type { Form, Person } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { Avatar } from '@/ui/avatar'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { COLD_DAYS, filterOf, gone, MEASURES, type Measure, type Member, totalOf } from './team'

interface TeamTableProps {
  form: Form
  members: Member[]
  /** Who works here; undefined while nobody knows. */
  people: readonly Person[] | undefined
  /** For whoever may give what somebody has left behind to others. */
  onHandOver?: (person: string) => void
}

/** A row for each person: what is open, what has grown cold, which follow-ups are overdue. */
export function TeamTable({ form, members, people, onHandOver }: TeamTableProps) {
  const { t } = useTranslation()
  const most = Math.max(1, ...members.map(member => member.counts.cold))
  const left = members.filter(({ id }) => gone(id, people))
  const here = members.filter(member => !left.includes(member))
  const row = (member: Member) => (
    <tr key={member.id ?? ''} className="border-b border-line hover:bg-hover">
      <th scope="row" className="h-11 min-w-0 px-2 text-left font-medium">
        <Who member={member} {...(left.includes(member) && onHandOver ? { onHandOver } : {})} />
      </th>
      {MEASURES.map(measure => (
        <td key={measure} className="px-0">
          <Count form={form} member={member} measure={measure} share={member.counts.cold / most} />
        </td>
      ))}
    </tr>
  )
  return (
    <table className="w-full table-fixed border-collapse text-13">
      <thead>
        <tr className="border-b border-line text-12 text-fg-3">
          <th scope="col" className="px-2 py-2 text-left font-normal">
            {t('fields:system.owner')}
          </th>
          {MEASURES.map(measure => (
            <th
              key={measure}
              scope="col"
              className={cx(
                'py-2 pl-2 pr-2 text-right font-normal',
                measure === 'cold' ? 'w-[34%] max-md:w-[20%]' : 'w-[18%] max-md:w-[19%]',
              )}
            >
              {t(`tasks:team.${measure}`, { count: COLD_DAYS })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{here.map(row)}</tbody>
      {left.length > 0 && (
        <tbody>
          <tr>
            <th
              scope="rowgroup"
              colSpan={4}
              className="px-2 pb-1 pt-5 text-left text-12 font-normal text-fg-3"
            >
              {t('people:state.disabled')}
            </th>
          </tr>
          {left.map(row)}
        </tbody>
      )}
      <tfoot>
        <tr className="font-medium">
          <th scope="row" className="h-11 px-2 text-left font-medium">
            {t('tasks:team.total')}
          </th>
          {MEASURES.map(measure => (
            <td key={measure} className="tabular px-2 text-right">
              {plainNumber(totalOf(members, measure))}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}

/** Whose records they are; of somebody who has left, a way to hand them over. */
function Who({ member, onHandOver }: { member: Member; onHandOver?: (person: string) => void }) {
  const { t } = useTranslation()
  const { id, name } = member
  if (!id) return <span className="font-normal text-fg-3">{t('records:no_owner')}</span>
  return (
    <span className="flex min-w-0 items-center gap-x-2 max-md:flex-wrap max-md:py-1">
      <Link
        to="/tasks"
        search={{ who: id }}
        title={t('tasks:team.tasks_of', { name })}
        className="flex min-h-11 min-w-0 items-center gap-2 hover:underline hover:underline-offset-2"
      >
        <Avatar name={name} id={id} />
        <span className="line-clamp-2 break-words">{name}</span>
      </Link>
      {onHandOver && (
        <Button size="small" onClick={() => onHandOver(id)}>
          {t('leave:hand_over')}
        </Button>
      )}
    </span>
  )
}

function Count({
  form,
  member,
  measure,
  share,
}: {
  form: Form
  member: Member
  measure: Measure
  share: number
}) {
  const { t } = useTranslation()
  const count = member.counts[measure]
  if (count === 0)
    return <span className="tabular block px-2 text-right text-fg-3">{plainNumber(count)}</span>
  return (
    <Link
      to="/f/$form"
      params={{ form: form.code }}
      search={{ filter: filterOf(form, measure, member.id) }}
      aria-label={t('tasks:team.count', {
        name: member.name || t('records:no_owner'),
        what: t(`tasks:team.${measure}`, { count: COLD_DAYS }),
        shown: plainNumber(count),
      })}
      className="flex h-11 items-center justify-end gap-3 px-2 hover:underline hover:underline-offset-2"
    >
      {measure === 'cold' && (
        <span className="flex h-1.5 min-w-0 flex-1 justify-end max-md:hidden" aria-hidden="true">
          <i className="h-full rounded-full bg-[var(--hue-amber)]" style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span
        className={cx(
          'tabular min-w-10 text-right',
          measure === 'overdue' && 'text-bad',
          measure === 'cold' && 'font-medium',
        )}
      >
        {plainNumber(count)}
      </span>
    </Link>
  )
}
