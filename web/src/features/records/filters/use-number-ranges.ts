import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { aggregate } from '@/api/records'
import type { Field, Filter } from '@/api/types'
import { noAnswer } from '@/lib/no-answer'
import type { ListState } from '../list-state'
import { both } from './filter-document'
import { conditionOfRange, countIn, type Occurs, rangesOf } from './number-ranges'

/** The ranges of a column of numbers, with how many records are in each as far as that is known. */
export interface NumberRanges {
  of: (field: Field, occurring: readonly Occurs[]) => { code: string; count: number | undefined }[]
  /** The numbers that occur are not all known: one that is not among them may occur all the same. */
  wide: boolean
  /** Why not all can be said. */
  error: Error | undefined
}

const STEPS = 100

/** Of more different numbers than one answer holds the ends alone are asked for, and each range for itself. */
export function useNumberRanges(
  list: ListState,
  field: Field,
  filter: Filter | undefined,
  cut: boolean,
): NumberRanges {
  const { code } = field
  const form = list.form.code
  const q = list.search.q
  const asked = (more?: Filter) => {
    const whole = both(filter, more)
    return { ...(whole ? { filter: whole } : {}), ...(q ? { search: q } : {}) }
  }
  const key = ['counts', form, 'ranges', code, JSON.stringify([filter, q])]
  const wide = cut && (field.kind.type === 'number' || field.kind.type === 'money')
  const ends = useQuery({
    queryKey: key,
    queryFn: () =>
      aggregate(form, {
        measures: [
          { of: 'min', field: code },
          { of: 'max', field: code },
        ],
        ...asked(),
      }),
    enabled: wide,
  })
  const [min = 0, max = 0] = ends.data?.rows[0]?.values.map(Number) ?? []
  const codes = useMemo(
    () => (ends.data ? rangesOf(field, evenly(min, max)) : []),
    [ends.data, field, min, max],
  )
  const counts = useQueries({
    queries: codes.map(range => ({
      queryKey: [...key, range],
      queryFn: () =>
        aggregate(form, { measures: [{ of: 'count' }], ...asked(conditionOfRange(field, range)) }),
    })),
    combine: counted,
  })
  return useMemo<NumberRanges>(
    () => ({
      of: wide
        ? () => codes.map((range, at) => ({ code: range, count: counts.numbers[at] }))
        : (of, occurring) =>
            rangesOf(of, occurring).map(range => ({ code: range, count: countIn(range, occurring) })),
      wide,
      error: wide ? (noAnswer(ends) ?? counts.error) : undefined,
    }),
    [wide, codes, counts, ends],
  )
}

type Counted = Awaited<ReturnType<typeof aggregate>>

/** A number that is not there yet, or could not be had, is none: 0 would be an answer. */
const counted = (answers: UseQueryResult<Counted>[]) => ({
  numbers: answers.map(({ data }) => data && Number(data.rows[0]?.values[0] ?? 0)),
  error: answers.map(noAnswer).find(error => error !== undefined),
})

const evenly = (min: number, max: number): Occurs[] =>
  Array.from({ length: STEPS }, (_, at) => ({
    key: String(Math.round(min + ((max - min) * at) / (STEPS - 1))),
    count: 1,
  }))
