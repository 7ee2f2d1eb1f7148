import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { aggregate } from '@/api/records'
import type { Field, Filter } from '@/api/types'
import type { ListState } from '../list-state'
import { both } from './filter-document'
import { conditionOfRange, countIn, type Occurs, rangesOf } from './number-ranges'

/** The ranges of a column of numbers, with how many records are in each. */
export type NumberRanges = (field: Field, occurring: readonly Occurs[]) => { code: string; count: number }[]

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
    combine: answers => answers.map(({ data }) => Number(data?.rows[0]?.values[0] ?? 0)),
  })
  return useMemo<NumberRanges>(
    () =>
      wide
        ? () => codes.map((range, at) => ({ code: range, count: counts[at] ?? 0 }))
        : (of, occurring) =>
            rangesOf(of, occurring).map(range => ({ code: range, count: countIn(range, occurring) })),
    [wide, codes, counts],
  )
}

const evenly = (min: number, max: number): Occurs[] =>
  Array.from({ length: STEPS }, (_, at) => ({
    key: String(Math.round(min + ((max - min) * at) / (STEPS - 1))),
    count: 1,
  }))
