import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { Field, Filter, Form, Sort, View, ViewKind } from '@/api/types'
import { allFields, fieldByCode } from '@/features/fields/system-fields'
import { kindsOf } from '@/features/fields/view-kinds'
import { words } from '@/lib/label'
import { type LayoutPart, type ListSearch, type Look, parseSort, sortText } from '@/lib/list-search'
import { readStored, writeStored } from '@/lib/stored'
import { toast } from '@/ui/toast'
import { sameFilter } from './filters/filter-document'
import { type Column, changedPart, type Layout, layoutOf, openingView, withSettings } from './views/layout'
import { asLooked, withoutLook } from './views/look'
import { orderly } from './views/sorts'

export type { Column, Layout } from './views/layout'

/** Columns changed by this person and not saved to the view: they come back when the list is entered anew. */
const useColumnDrafts = create<Record<string, Column[]>>(() => readStored('columns', {}))

function keepColumns(key: string | undefined, columns: Column[] | undefined): void {
  if (key === undefined) return
  const { [key]: _, ...rest } = useColumnDrafts.getState()
  const next = columns ? { ...rest, [key]: columns } : rest
  useColumnDrafts.setState(next, true)
  writeStored('columns', next)
}

/** How this person last looked at a view: theirs alone, and no change of the view. */
const useKinds = create<Record<string, ViewKind>>(() => readStored('kinds', {}))

function keepKind(key: string | undefined, kind: ViewKind | undefined): void {
  if (key === undefined) return
  const { [key]: _, ...rest } = useKinds.getState()
  const next = kind ? { ...rest, [key]: kind } : rest
  useKinds.setState(next, true)
  writeStored('kinds', next)
}

/** What this person last folded away in a view, and what of a calendar they last looked at: as above. */
const useLooks = create<Record<string, Look>>(() => readStored('looks', {}))

function keepLook(key: string | undefined, look: Look | undefined): void {
  if (key === undefined) return
  const { [key]: _, ...rest } = useLooks.getState()
  const next = look ? { ...rest, [key]: look } : rest
  useLooks.setState(next, true)
  writeStored('looks', next)
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
  /** How the records are laid out now: the view's kind, or the one that this person looks at it in. */
  kind: ViewKind
  layout: Layout
  /** The same without what this person folded away and which days they look at. */
  laid: Layout
  columns: Column[]
  fields: Field[]
  filter: Filter | undefined
  sort: Sort[]
  search: ListSearch
  /** Columns, filter, sort or settings differ from the view's; how it is looked at is no change. */
  changed: boolean
  /** The address names a view that this person does not see. */
  lost: boolean
  setSearch: (part: Partial<ListSearch>, options?: { push?: boolean }) => void
  setFilter: (filter: Filter) => void
  setSort: (sort: Sort[]) => void
  setColumns: (columns: Column[]) => void
  setKind: (kind: ViewKind) => void
  setLayout: (part: LayoutPart) => void
  setLook: (look: Look) => void
  revert: () => void
  openView: (code: string) => void
}

/** What the list shows: the view, changed by the address. The address says everything, so a link shows the same. */
export function useListState(form: Form, views: View[], search: ListSearch): ListState {
  const navigate = useNavigate()
  const named = views.find(candidate => candidate.code === search.view)
  const view = named ?? openingView(views) ?? fallbackView(form)
  // A copy that a colleague sent stands on no view of this person: nothing of it is kept as theirs.
  const copied = search.of !== undefined
  const key = copied ? undefined : `${form.code}:${view.code}`
  const remembered = useColumnDrafts(state => (key === undefined ? undefined : state[key]))
  const saved = view.sort ?? []
  const asked = useMemo(() => parseSort(search.sort) ?? saved, [search.sort, saved])
  const { sort, dropped } = useMemo(() => orderly(form, asked), [form, asked])
  useSayDropped(form, dropped)
  const filter = search.filter ?? view.filter ?? undefined
  const own = view.kind ?? 'table'
  const lookedAt = useKinds(state => (key === undefined ? undefined : state[key]))
  const usual = lookedAt && kindsOf(form).includes(lookedAt) ? lookedAt : own
  const kind = search.kind ?? usual
  const part = useMemo(
    () => search.layout ?? (remembered ? { columns: remembered } : undefined),
    [search.layout, remembered],
  )
  const laid = useMemo(() => withSettings(form, kind, layoutOf(form, view, part)), [form, view, part, kind])
  const lastLook = useLooks(state => (key === undefined ? undefined : state[key]))
  const look = search.look ?? lastLook
  const layout = useMemo(() => asLooked(laid, look), [laid, look])
  const { i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: system fields are named in the language.
  const fields = useMemo(() => allFields(form), [form, i18n.language])
  const setSearch: ListState['setSearch'] = (part, options) =>
    void navigate({
      to: '/f/$form',
      params: { form: form.code },
      // Whoever filters anew misses nothing of what was cut off.
      search: (old: ListSearch) =>
        tidy({ ...old, ...('filter' in part ? { cut: undefined } : {}), ...part } as ListSearch),
      replace: !options?.push,
      resetScroll: false,
    })
  const setLayout = (next: LayoutPart) => {
    const changed = changedPart(view, { ...part, ...withoutLook(next, laid) })
    keepColumns(key, changed?.columns)
    // On another field a board has other columns.
    const anew = next.kanban && next.kanban.field !== laid.kanban?.field
    const { folded: _, ...others } = look ?? {}
    if (anew) keepLook(key, others)
    setSearch({ layout: changed, ...(anew ? { look: others } : {}) } as Partial<ListSearch>)
  }
  // Somebody else opening this address must see what is on this screen.
  const untold = {
    ...(!search.layout && part ? { layout: part } : {}),
    ...(!search.view && view.shared === false ? { view: view.code } : {}),
    ...(!search.kind && usual !== own ? { kind: usual } : {}),
    ...(!search.look && look ? { look } : {}),
  }
  const telling = Object.keys(untold).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each thing that the address does not say yet.
  useEffect(() => {
    if (telling) setSearch(untold)
  }, [telling])
  return {
    form,
    view,
    kind,
    layout,
    laid,
    columns: layout.columns,
    fields,
    filter,
    sort,
    search,
    lost: search.view !== undefined && !named,
    changed:
      changedPart(view, part ?? {}) !== undefined ||
      !sameFilter(filter, view.filter) ||
      sortText(asked) !== sortText(saved),
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
    setColumns: columns => setLayout({ columns }),
    setKind: next => {
      const picked = next === own ? undefined : next
      keepKind(key, picked)
      setSearch({ kind: picked } as Partial<ListSearch>, { push: true })
    },
    setLayout,
    setLook: next => {
      keepLook(key, { ...look, ...next })
      setSearch({ look: { ...look, ...next } })
    },
    revert: () => {
      keepColumns(key, undefined)
      setSearch({
        filter: undefined,
        sort: undefined,
        layout: undefined,
        ...(copied ? { of: undefined, kind: undefined, look: undefined } : {}),
      } as Partial<ListSearch>)
    },
    openView: code =>
      setSearch(
        {
          view: code,
          filter: undefined,
          sort: undefined,
          q: undefined,
          bin: undefined,
          kind: undefined,
          layout: undefined,
          look: undefined,
          of: undefined,
        } as Partial<ListSearch>,
        { push: true },
      ),
  }
}

/** The rows stand in another order than the view or the address says: why, once. */
function useSayDropped(form: Form, dropped: readonly string[]): void {
  const { t } = useTranslation()
  const told = dropped
    .map(code => words(fieldByCode(form, code)?.name) || code)
    .join(t('filters:list_separator'))
  useEffect(() => {
    if (told) toast(t('records:sort.dropped', { fields: told }), { tone: 'plain' })
  }, [told, t])
}

function tidy(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  )
}
