import { CircleCheckBig } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Person } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { choiceOfAll, chosenForAll, type Holding } from '@/lib/holdings'
import type { Bulk } from '../bulk/use-bulk'
import { ChoiceRow } from './choice-row'
import { FormRow } from './form-row'
import { TASKS } from './hand-over'

interface HeldProps {
  person: Person
  held: readonly Holding[]
  tasks: number
  /** There are more tasks than were counted. */
  more: boolean
  heirs: readonly Person[]
  choices: Readonly<Record<string, string>>
  onChoices: (choices: Readonly<Record<string, string>>) => void
  bulks: Map<string, Bulk>
}

/** Everything that somebody holds, each with its own choice, or all with one. */
export function Held({ person, held, tasks, more, heirs, choices, onChoices, bulks }: HeldProps) {
  const { t } = useTranslation()
  const rows = [
    ...held.map(({ form }) => ({ key: form.code, pool: Boolean(form.pool && form.can.edit) })),
    ...(tasks > 0 ? [{ key: TASKS, pool: false }] : []),
  ]
  const set = (key: string) => (choice: string) => onChoices({ ...choices, [key]: choice })
  return (
    <section>
      <h3 className="text-13 font-medium">{t('leave:holds', { name: person.name })}</h3>
      <p className="text-12 text-fg-3">{t('leave:closed', { name: person.name })}</p>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {rows.length > 1 && (
          <ChoiceRow
            name={t('leave:all')}
            count=""
            value={choiceOfAll(rows, choices)}
            pool={rows.some(({ pool }) => pool) ? t('leave:pools_name') : undefined}
            heirs={heirs}
            onChange={choice => onChoices(chosenForAll(rows, choice, choices))}
          />
        )}
        {held.map(holding => (
          <FormRow
            key={holding.form.code}
            person={person.id}
            holding={holding}
            value={choices[holding.form.code]}
            heirs={heirs}
            onChange={set(holding.form.code)}
            bulks={bulks}
          />
        ))}
        {tasks > 0 && (
          <ChoiceRow
            icon={<CircleCheckBig size={15} className="shrink-0 text-fg-3" aria-hidden="true" />}
            name={t('leave:tasks')}
            count={t(more ? 'leave:task_more' : 'leave:task', { count: tasks, shown: plainNumber(tasks) })}
            value={choices[TASKS]}
            heirs={heirs}
            onChange={set(TASKS)}
          />
        )}
      </ul>
    </section>
  )
}
