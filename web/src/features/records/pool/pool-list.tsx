import { SearchX, UserRoundPlus, WavesHorizontal, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordRow, View } from '@/api/types'
import { useAtHand } from '@/lib/at-hand'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import type { ListSearch } from '@/lib/list-search'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Arriving } from '@/ui/arriving'
import { Button, IconButton } from '@/ui/button'
import { SheetHeader } from '@/ui/sheet-header'
import { EmptyState } from '@/ui/states'
import { useBulk } from '../bulk/use-bulk'
import { WorkBar } from '../bulk/work-bar'
import { countConditions } from '../filters/filter-document'
import { useSelection } from '../grid/selection'
import type { RowQuery } from '../grid/use-rows'
import { FindEverywhere } from '../list-empty'
import { FilterPanel, Peek } from '../list-parts'
import { PhoneHead } from '../phone/phone-head'
import { SearchBox } from '../views/search-box'
import { poolColumns, poolFields } from './pool-columns'
import { PoolFilter } from './pool-filter'
import { PoolRows } from './pool-rows'
import { useClaim } from './use-claim'

interface PoolListProps {
  form: Form
  views: View[]
  search: ListSearch
  setSearch: (part: Partial<ListSearch>) => void
}

export function PoolList({ form, views, search, setSearch }: PoolListProps) {
  const { t, i18n } = useTranslation()
  const phone = usePhone()
  const go = useGo()
  const { claim, busy } = useClaim(form)
  const [total, setTotal] = useState<number>()
  const selection = useSelection(total)
  useAtHand(total !== undefined, () => (phone ? [FilterPanel] : [Peek, FilterPanel]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: system fields are named in the language.
  const fields = useMemo(() => poolFields(form), [form, i18n.language])
  const columns = useMemo(() => poolColumns(form, views), [form, views])
  const query: RowQuery = useMemo(
    () => ({
      form: form.code,
      filter: search.filter,
      sort: [],
      q: search.q,
      bin: false,
      pool: true,
      fields: [...new Set([form.title, ...columns.map(field => field.code)])],
    }),
    [form.code, form.title, search.filter, search.q, columns],
  )
  const bulk = useBulk(form, query, selection)
  const name = words(form.pool?.name)
  const masked = form.fields.filter(field => form.pool?.mask.includes(field.code))
  const claimOne = async (record: RecordRow) => {
    const got = await claim([record.id])
    if (selection.has(record.id)) selection.toggle([record], false)
    if (got.length === 0) return
    if (phone) go(`/f/${form.code}/${record.id}`)
    else setSearch({ peek: record.id })
  }
  const claimPicked = async () => {
    const rows = await bulk.gather([])
    if (!rows) return
    await claim(rows.map(row => row.id))
    selection.clear()
  }
  const narrowed = Boolean(search.q) || countConditions(search.filter) > 0
  return (
    <>
      {phone ? (
        <PhoneHead
          title={name}
          total={total}
          onBack={() => go(`/f/${form.code}`)}
          form={form}
          fields={fields}
          q={search.q}
          onSearch={q => setSearch({ q })}
          filter={search.filter}
          onFilter={filter => setSearch({ filter })}
        />
      ) : (
        <SheetHeader title={name} count={total === undefined ? undefined : plainNumber(total)}>
          <SearchBox value={search.q ?? ''} onSearch={q => setSearch({ q })} className="w-56" />
        </SheetHeader>
      )}
      {selection.size > 0 ? (
        <div
          role="toolbar"
          aria-label={t('records:bulk.label')}
          className="fade-in flex h-11 shrink-0 items-center gap-2 overflow-x-auto border-b border-line bg-accent-soft px-3 max-md:h-14"
        >
          <IconButton label={t('records:bulk.clear')} onClick={selection.clear}>
            <X size={15} />
          </IconButton>
          <span className="tabular whitespace-nowrap text-13 font-medium">
            {t('records:bulk.picked', { count: selection.size, shown: plainNumber(selection.size) })}
          </span>
          {!selection.except && total !== undefined && total > selection.size && (
            <Button look="link" size="small" className="mx-1 text-13" onClick={selection.every}>
              {t('records:bulk.every', { count: total, shown: plainNumber(total) })}
            </Button>
          )}
          <Button
            size="small"
            look="primary"
            icon={<UserRoundPlus size={14} />}
            busy={busy || bulk.busy}
            onClick={() => void claimPicked()}
          >
            {t('records:pool.claim_picked', { shown: plainNumber(selection.size) })}
          </Button>
        </div>
      ) : phone ? null : (
        <div className="flex min-h-11 shrink-0 items-center gap-2 border-b border-line px-3">
          <PoolFilter
            form={form}
            fields={fields}
            filter={search.filter}
            onChange={filter => setSearch({ filter })}
          />
          <span className="ml-auto min-w-0 truncate text-12 text-fg-3">
            {masked.length > 0
              ? t('records:pool.masked', {
                  fields: masked.map(field => words(field.name)).join(t('filters:list_separator')),
                })
              : t('records:pool.hint')}
          </span>
        </div>
      )}
      <div className="flex min-h-0 flex-1">
        <PoolRows
          form={form}
          query={query}
          columns={columns}
          selection={selection}
          peek={search.peek}
          busy={busy}
          onTotal={setTotal}
          onOpen={id => (phone ? go(`/f/${form.code}/${id}`) : setSearch({ peek: id }))}
          onClaim={record => void claimOne(record)}
          empty={
            narrowed ? (
              <EmptyState icon={SearchX} title={t('records:empty.filtered')}>
                <Button onClick={() => setSearch({ q: '', filter: { and: [] } })}>
                  {t('filters:clear')}
                </Button>
                {search.q && <FindEverywhere text={search.q} />}
              </EmptyState>
            ) : (
              <EmptyState
                icon={WavesHorizontal}
                title={t('records:pool.empty', { pool: name })}
                hint={t('records:pool.empty_hint')}
              />
            )
          }
        />
        <Arriving>
          {search.peek && !phone && (
            <Peek
              form={form}
              id={search.peek}
              onClose={() => setSearch({ peek: '' })}
              onWalk={peek => setSearch({ peek })}
            />
          )}
        </Arriving>
      </div>
      <WorkBar />
    </>
  )
}
