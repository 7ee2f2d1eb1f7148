import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { QueryBody, RecordRow } from '@/api/types'
import { PAGE } from '../grid/use-pages'

/** Places that are asked for at once, and how many are known to each side of a place at least. */
const STEP = 50
const WINDOW = 3 * STEP

/** The list that somebody left for a record: its question, and who stands where in it. */
interface Left {
  form: string
  question: string
  idAt: Map<number, string>
  placeOf: Map<string, number>
}
let left: Left | undefined

function remember(form: string, question: string, first: number, ids: readonly string[]): void {
  if (left?.form !== form || left.question !== question)
    left = { form, question, idAt: new Map(), placeOf: new Map() }
  ids.forEach((id, index) => {
    left?.idAt.set(first + index, id)
    left?.placeOf.set(id, first + index)
  })
}

/** The pages of lists outlive the list only for a moment, and not a colleague's edit: what they say is noted while they are there. */
function noteFromPages(client: QueryClient, form: string, id: string): void {
  const pages = client
    .getQueryCache()
    .findAll({ queryKey: keys.pages(form) })
    .filter(query => Array.isArray(query.state.data))
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  const home = pages.find(query => (query.state.data as RecordRow[]).some(row => row.id === id))
  if (!home) return
  const [, , signature] = home.queryKey as [string, string, string, number]
  const question = signature.slice(0, signature.lastIndexOf('|'))
  for (const page of pages) {
    const [, , of, number] = page.queryKey as [string, string, string, number]
    if (of !== signature) continue
    const ids = (page.state.data as RecordRow[]).map(row => row.id)
    remember(form, question, number * PAGE, ids)
  }
}

export interface Neighbours {
  /** There is a list to walk. */
  walks: boolean
  previous: string | undefined
  next: string | undefined
}

/** The records before and after this one in the list the person came from. `beside` that list, its own pages are enough. */
export function useNeighbours(form: string, id: string, beside: boolean): Neighbours {
  const client = useQueryClient()
  noteFromPages(client, form, id)
  const list = left?.form === form ? left : undefined
  const place = list?.placeOf.get(id)
  const from = Math.max(0, Math.floor((place ?? 0) / STEP) * STEP - STEP)
  const asked = useQuery({
    // Below the counts: live changes ask again.
    queryKey: [...keys.counts(form), 'walk', list?.question, from],
    queryFn: async ({ signal }) => {
      const body = JSON.parse(list?.question ?? '{}') as QueryBody
      const answer = await queryRecords(
        form,
        { ...body, fields: ['id'], size: WINDOW, at: from, count: 'none' },
        signal,
      )
      return answer.items.map(row => row.id)
    },
    enabled: !beside && list !== undefined && place !== undefined,
    staleTime: 30_000,
  })
  if (!list || place === undefined) return { walks: false, previous: undefined, next: undefined }
  const known = asked.data
  const at = known ? known.indexOf(id) : -1
  if (known && at >= 0) {
    remember(form, list.question, from, known)
    return { walks: true, previous: known[at - 1], next: known[at + 1] }
  }
  // It left the list meanwhile: another one stands in its place.
  if (known) return { walks: true, previous: known[place - 1 - from], next: known[place - from] }
  return { walks: true, previous: list.idAt.get(place - 1), next: list.idAt.get(place + 1) }
}
