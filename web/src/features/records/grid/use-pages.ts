import { useQueries, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { Filter, RecordRow, Sort } from '@/api/types'
import { canWait } from '@/offline/send'
import { askable } from '../filters/filter-document'
import { pagesOf } from './geometry'
import { type Segment, segmentAt } from './groups'

export const PAGE = 100
const FRESH_MS = 20_000

export interface RowQuery {
  form: string
  filter: Filter | undefined
  sort: Sort[]
  q: string | undefined
  bin: boolean
  /** Of the form's pool: records that nobody owns. */
  pool?: boolean
  fields: string[]
}

export function bodyOf(query: RowQuery) {
  const filter = askable(query.filter)
  return {
    ...(filter ? { filter } : {}),
    ...(query.sort.length > 0 ? { sort: query.sort } : {}),
    ...(query.q ? { search: query.q } : {}),
    ...(query.bin ? { bin: true } : {}),
    ...(query.pool ? { pool: true } : {}),
  }
}

/** The list's question narrowed to one heading. */
const narrowed = (query: RowQuery, segment: Segment): RowQuery =>
  segment.node
    ? { ...query, filter: query.filter ? { and: [query.filter, segment.node.filter] } : segment.node.filter }
    : query

interface PageOf {
  segment: Segment
  page: number
  id: string
}

function pageQuery(query: RowQuery, { segment, page }: PageOf) {
  const body = bodyOf(narrowed(query, segment))
  const columns = [...query.fields].sort().join()
  return {
    queryKey: keys.page(query.form, `${JSON.stringify(body)}|${columns}`, page),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      queryRecords(
        query.form,
        { ...body, fields: query.fields, size: PAGE, at: page * PAGE, count: 'none' },
        signal,
      ).then(answer => answer.items),
    gcTime: 60_000,
    staleTime: FRESH_MS,
  }
}

/** The pages that lines `first` to `last` lie on. */
function pagesIn(segments: readonly Segment[], first: number, last: number): PageOf[] {
  const found: PageOf[] = []
  let line = Math.max(0, first)
  while (line <= last) {
    const segment = segmentAt(segments, line)
    if (!segment) break
    const end = segment.at + segment.length - 1
    if (segment.kind === 'rows')
      for (const page of pagesOf(line - segment.at, Math.min(last, end) - segment.at, segment.length, PAGE))
        found.push({ segment, page, id: pageId(segment, page) })
    line = end + 1
  }
  return found
}

const pageId = (segment: Segment, page: number): string => `${segment.node?.id ?? ''}|${page}`

export interface Pages {
  recordAt: (segment: Segment, line: number) => RecordRow | undefined
  /** Records of lines that may lie out of view; headings are passed over. */
  load: (first: number, last: number) => Promise<{ line: number; record: RecordRow }[]>
  error: unknown
  fetching: boolean
}

/** A window on any number of rows: only the pages in view are asked for, and pages out of view are soon dropped. */
export function usePages(query: RowQuery, segments: readonly Segment[], first: number, last: number): Pages {
  const client = useQueryClient()
  const pages = pagesIn(segments, first, last)
  const results = useQueries({ queries: pages.map(page => pageQuery(query, page)) })
  const byId = new Map(pages.map((page, index) => [page.id, results[index]?.data]))
  return {
    recordAt: (segment, line) => {
      const at = line - segment.at
      return byId.get(pageId(segment, Math.floor(at / PAGE)))?.[at % PAGE]
    },
    load: async (from, to) => {
      const wanted = pagesIn(segments, from, to)
      const found: { line: number; record: RecordRow }[] = []
      for (const page of wanted) {
        const asked = pageQuery(query, page)
        const rows = await client.fetchQuery(asked).catch(error => {
          const known = canWait(error) ? client.getQueryData<RecordRow[]>(asked.queryKey) : undefined
          if (known) return known
          throw error
        })
        rows.forEach((record, index) => {
          const line = page.segment.at + page.page * PAGE + index
          if (line >= from && line <= to && line < page.segment.at + page.segment.length)
            found.push({ line, record })
        })
      }
      return found
    },
    error: results.find(result => result.isError)?.error,
    fetching: results.some(result => result.isFetching),
  }
}
