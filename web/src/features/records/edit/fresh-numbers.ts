import type { QueryClient } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import type { Filter } from '@/api/types'
import { fieldsIn } from '../filters/fields-in'

interface Asked {
  group?: { field: string }[]
  filter?: Filter
}

/**
 * After an edit of this person the numbers are asked anew, but no row moves under the hand: headings are counted anew only
 * where the edited fields neither make the headings nor decide which records there are.
 */
export function freshenNumbers(client: QueryClient, form: string, edited: readonly string[]): void {
  void client.invalidateQueries({ queryKey: keys.totals(form) })
  void client.invalidateQueries({
    queryKey: ['counts', form, 'groups'],
    predicate: query => !moves(query.queryKey.at(-1), edited),
  })
}

function moves(asked: unknown, edited: readonly string[]): boolean {
  const { group = [], filter } = JSON.parse(String(asked)) as Asked
  const deciding = fieldsIn(filter)
  for (const { field } of group) deciding.add(field)
  return edited.some(field => deciding.has(field))
}
