import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { keys } from '@/api/queries'
import { aggregate } from '@/api/records'
import type { Field, Filter, KanbanSettings } from '@/api/types'
import { stageField } from '../detail/record-parts'
import { fieldsAskedBy } from '../edit/needs'
import { askable } from '../filters/filter-document'
import type { ListState } from '../list-state'
import { type BoardQuery, cardFieldsOf } from './query'

export interface Board {
  settings: KanbanSettings
  field: Field
  sum: Field | undefined
  /** Shown on a card, below its title. */
  cardFields: Field[]
  query: BoardQuery
  editable: boolean
}

/** What the board stands on; none when its field is gone. */
export function useBoard(list: ListState): Board | undefined {
  const { form, fields, layout, search, sort } = list
  const settings = layout.kanban
  const filter: Filter | undefined = useMemo(() => askable(list.filter), [list.filter])
  return useMemo(() => {
    const field = settings && fields.find(candidate => candidate.code === settings.field)
    if (!settings || !field) return undefined
    const cardFields = cardFieldsOf(settings, fields)
    // Whether a record has come to an end tells whether anything is late on it.
    const stage = stageField(form)
    const sum = fields.find(candidate => candidate.code === settings.sum)
    return {
      settings,
      field,
      sum,
      cardFields,
      editable: field.can?.edit !== false,
      query: {
        form: form.code,
        filter,
        search: search.q,
        sort,
        fields: [
          ...new Set([
            form.title,
            field.code,
            ...cardFields.map(one => one.code),
            ...(stage ? [stage.code] : []),
            ...(sum ? [sum.code] : []),
            'owner',
            'idle_days',
            ...sort.map(one => one.field),
            ...fieldsAskedBy(field),
          ]),
        ],
      },
    }
  }, [settings, fields, filter, search.q, sort, form])
}

/** Counts and sums of all columns in one question: over every record of the view, loaded or not. */
export function useTotals(board: Board) {
  const { query, field, sum } = board
  const body = {
    group: [{ field: field.code }],
    measures: [{ of: 'count' }, ...(sum ? [{ of: 'sum', field: sum.code }] : [])],
    ...(query.filter ? { filter: query.filter } : {}),
    ...(query.search ? { search: query.search } : {}),
  }
  return useQuery({
    queryKey: keys.count(query.form, `board|${JSON.stringify(body)}`),
    queryFn: () => aggregate(query.form, body),
    placeholderData: previous => previous,
  })
}
