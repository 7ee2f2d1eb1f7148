import type { AggregateAnswer } from '@/api/records'
import type { Filter, Form, Person } from '@/api/types'
import { openFilter } from '@/lib/still-open'

/** Records of a form that somebody holds and that are still worked on. */
export interface Holding {
  form: Form
  count: number
}

/** What of a form these people hold and is not at an end. */
export const heldBy = (form: Pick<Form, 'fields'>, people: readonly string[]): Filter => ({
  and: [...openFilter(form), { field: 'owner', op: 'in', value: [...people] }],
})

/** Per person what they hold, in the order of the forms; who holds nothing is not in it. */
export function holdingsOf(
  answers: readonly { form: Form; answer: AggregateAnswer }[],
): ReadonlyMap<string, Holding[]> {
  const held = new Map<string, Holding[]>()
  for (const { form, answer } of answers)
    for (const { keys, values } of answer.rows) {
      const [owner] = keys
      const count = Number(values[0] ?? 0)
      if (typeof owner === 'string' && count > 0)
        held.set(owner, [...(held.get(owner) ?? []), { form, count }])
    }
  return held
}

/** Who can take over: whoever may own records, but for the one who leaves; who can sign in comes first. */
export const heirs = (people: readonly Person[], leaving: string): Person[] =>
  people
    .filter(({ id, state }) => id !== leaving && state !== 'disabled')
    .sort((a, b) => Number(a.state === 'known') - Number(b.state === 'known'))

/** What happens to a row: a person's id, or one of these. */
export const POOL = 'pool'
export const STAY = 'stay'

interface Row {
  key: string
  /** Whether it has a pool to go back to. */
  pool: boolean
}
type Choices = Readonly<Record<string, string>>

const takes = (rows: readonly Row[], choice: string): readonly Row[] =>
  rows.filter(row => choice !== POOL || row.pool)

/** The same for every row that can have it; a form without a pool stays as it is chosen. */
export const chosenForAll = (rows: readonly Row[], choice: string, before: Choices): Choices => ({
  ...before,
  ...Object.fromEntries(takes(rows, choice).map(row => [row.key, choice])),
})

/** What was chosen for all rows that can have it. */
export function choiceOfAll(rows: readonly Row[], choices: Choices): string | undefined {
  const [first] = rows.filter(({ key }) => choices[key] === POOL).concat(rows)
  const choice = first && choices[first.key]
  return choice && takes(rows, choice).every(({ key }) => choices[key] === choice) ? choice : undefined
}
