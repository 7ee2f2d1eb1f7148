import { useQueries, useQuery } from '@tanstack/react-query'
import { type Holding, heldBy, holdingsOf } from '@/lib/holdings'
import { formQuery, formsQuery, keys } from './queries'
import { aggregate } from './records'

/** Fewer than a filter takes. */
const MOST_AT_ONCE = 500

const inParts = (all: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

export interface Holdings {
  /** By person; undefined while it is counted. */
  held: ReadonlyMap<string, Holding[]> | undefined
  error: unknown
  retry: () => void
}

/** What these people hold and still work on, in every form that the reader sees; fresh whenever its records change. */
export function useHoldings(people: readonly string[]): Holdings {
  const wanted = people.length > 0
  const parts = inParts([...people].sort(), MOST_AT_ONCE)
  const forms = useQuery({ ...formsQuery, enabled: wanted })
  const seen = wanted ? (forms.data ?? []).filter(form => form.can.read !== false) : []
  const definitions = useQueries({ queries: seen.map(form => formQuery(form.code)) })
  const counts = useQueries({
    queries: seen.flatMap(({ code }, at) => {
      const form = definitions[at]?.data
      return parts.map(part => ({
        queryKey: keys.count(code, `held by ${part.join()}`),
        enabled: form !== undefined,
        queryFn: () =>
          aggregate(code, {
            group: [{ field: 'owner' }],
            measures: [{ of: 'count' }],
            filter: heldBy(form ?? { fields: [] }, part),
          }),
      }))
    }),
  })
  const answers = counts.flatMap(({ data: answer }, at) => {
    const form = definitions[Math.floor(at / parts.length)]?.data
    return form && answer ? [{ form, answer }] : []
  })
  const asked = [forms, ...definitions, ...counts]
  return {
    held: !wanted || (forms.data && answers.length === counts.length) ? holdingsOf(answers) : undefined,
    error: asked.find(({ error, data }) => error && !data)?.error,
    retry: () => void Promise.all(asked.filter(({ error }) => error).map(({ refetch }) => refetch())),
  }
}
