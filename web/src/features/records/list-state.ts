import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { Field, Filter, Form, Sort, View } from '@/api/types'
import { allFields, fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { type ListSearch, parseSort, sortText } from '@/lib/list-search'
import { readStored, writeStored } from '@/lib/stored'
import { sameFilter } from './filters/filter-document'

export interface Column {
  field: string
  width?: number
}

/** Columns changed by this person and not saved to the view. */
const useColumnDrafts = create<Record<string, Column[]>>(() => readStored('columns', {}))

function keepColumns(key: string, columns: Column[] | undefined): void {
  const { [key]: _, ...rest } = useColumnDrafts.getState()
  const next = columns ? { ...rest, [key]: columns } : rest
  useColumnDrafts.setState(next, true)
  writeStored('columns', next)
}

const FIRST_COLUMNS = 8

/** A form without views still opens: its first fields, newest first. */
export function fallbackView(form: Form): View {
  return {
    id: '',
    code: '',
    name: {
      'zh-CN': `全部${words(form.plural, 'zh-CN') || words(form.name, 'zh-CN')}`,
      en: `All ${words(form.plural, 'en') || words(form.name, 'en')}`,
    },
    columns: [
      { field: form.title },
      ...form.fields
        .filter(field => field.code !== form.title && !field.archived)
        .slice(0, FIRST_COLUMNS)
        .map(field => ({ field: field.code })),
      { field: 'owner' },
    ],
    filter: null,
    sort: [{ field: 'created_at', descending: true }],
  }
}

export interface ListState {
  form: Form
  view: View
  columns: Column[]
  fields: Field[]
  filter: Filter | undefined
  sort: Sort[]
  search: ListSearch
  changed: boolean
  setSearch: (part: Partial<ListSearch>, options?: { push?: boolean }) => void
  setFilter: (filter: Filter) => void
  setSort: (sort: Sort[]) => void
  setColumns: (columns: Column[]) => void
  revert: () => void
  openView: (code: string) => void
}

/** What the list shows: the view, changed by the address and by this person's columns. */
export function useListState(form: Form, views: View[], search: ListSearch): ListState {
  const navigate = useNavigate()
  const view = views.find(candidate => candidate.code === search.view) ?? views[0] ?? fallbackView(form)
  const key = `${form.code}:${view.code}`
  const draft = useColumnDrafts(state => state[key])
  const saved = view.sort ?? []
  const sort = useMemo(() => parseSort(search.sort) ?? saved, [search.sort, saved])
  const filter = search.filter ?? view.filter ?? undefined
  const columns = useMemo(() => usable(form, draft ?? view.columns), [form, draft, view.columns])
  const { i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: system fields are named in the language.
  const fields = useMemo(() => allFields(form), [form, i18n.language])
  const setSearch: ListState['setSearch'] = (part, options) =>
    void navigate({
      to: '/f/$form',
      params: { form: form.code },
      search: (old: ListSearch) => tidy({ ...old, ...part }),
      replace: !options?.push,
      resetScroll: false,
    })
  return {
    form,
    view,
    columns,
    fields,
    filter,
    sort,
    search,
    changed: draft !== undefined || !sameFilter(filter, view.filter) || sortText(sort) !== sortText(saved),
    setSearch,
    setFilter: next =>
      setSearch({
        filter:
          sameFilter(next, view.filter) && JSON.stringify(next) === JSON.stringify(view.filter)
            ? undefined
            : next,
      } as Partial<ListSearch>),
    setSort: next =>
      setSearch({
        sort: sortText(next) === sortText(saved) ? undefined : sortText(next),
      } as Partial<ListSearch>),
    setColumns: next => keepColumns(key, next),
    revert: () => {
      keepColumns(key, undefined)
      setSearch({ filter: undefined, sort: undefined } as Partial<ListSearch>)
    },
    openView: code =>
      setSearch(
        {
          view: code,
          filter: undefined,
          sort: undefined,
          q: undefined,
          bin: undefined,
        } as Partial<ListSearch>,
        { push: true },
      ),
  }
}

function tidy(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  )
}

/** Columns that exist, each once, the title first. */
function usable(form: Form, columns: Column[]): Column[] {
  const seen = new Set<string>()
  const kept = columns.filter(column => {
    if (seen.has(column.field)) return false
    seen.add(column.field)
    const field = fieldByCode(form, column.field)
    return field !== undefined && !field.archived
  })
  const title = kept.find(column => column.field === form.title) ?? { field: form.title }
  return [title, ...kept.filter(column => column.field !== form.title)]
}
