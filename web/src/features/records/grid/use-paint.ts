import { useEffect, useMemo, useState } from 'react'
import type { ColourRule, Field } from '@/api/types'
import { aheadOfNeed } from '@/lib/missing-code'
import { fieldsIn } from '../filters/fields-in'
import type { Paint } from './colours'
import type { Eyes } from './matches'

/** Fields that the rows must carry for the rules to be told. */
export const fieldsOfRules = (rules: readonly ColourRule[]): string[] => [
  ...new Set(rules.flatMap(rule => [...fieldsIn(rule.when)])),
]

type Colours = typeof import('./colours')
let fetched: Colours | undefined

/** What the rules colour. Their code comes with the first rule: until then, or where it cannot be had, nothing is coloured. */
export function usePaint(
  rules: readonly ColourRule[],
  fields: readonly Field[],
  eyes: Omit<Eyes, 'now'>,
): Paint | undefined {
  const [colours, setColours] = useState(fetched)
  const wanted = rules.length > 0 && !colours
  useEffect(() => {
    if (!wanted) return
    aheadOfNeed(() => import('./colours')).then(
      found => {
        fetched = found
        setColours(found)
      },
      () => undefined,
    )
  }, [wanted])
  const { me, department } = eyes
  return useMemo(
    () => colours?.painter(rules, fields, { me, department, now: Date.now() }),
    [colours, rules, fields, me, department],
  )
}
