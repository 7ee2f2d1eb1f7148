import { Download, MoreHorizontal, Plus, Trash2, Upload } from 'lucide-react'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow, View } from '@/api/types'
import { useAtHand } from '@/lib/at-hand'
import { compactNumber, plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { useLatest } from '@/lib/use-latest'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { Button, IconButton } from '@/ui/button'
import { FeedbackButton } from '@/ui/feedback-button'
import { MenuButton, type MenuItem } from '@/ui/menu'
import { SheetHeader } from '@/ui/sheet-header'
import { setPeekOpen } from '@/ui/shell-store'
import { Bones } from '@/ui/states'
import { WorkBar } from './bulk/work-bar'
import { setWriting } from './detail/writing'
import { useSave } from './edit/use-save'
import { DataGrid } from './grid/data-grid'
import { useSelection } from './grid/selection'
import type { RowQuery } from './grid/use-pages'
import { EmptyBin, isNarrowed, NothingFound, NothingYet } from './list-empty'
import { BinBar, BulkBar, CalendarView, desktopParts, ExportDialog, KanbanBoard, Peek } from './list-parts'
import type { ListState } from './list-state'
import { PeekPlace } from './peek-place'
import { useListFields } from './use-list-fields'
import { useNewKey } from './use-new-key'
import { ROW_HEIGHTS, useDensity } from './views/density'
import { SearchBox } from './views/search-box'
import { type Open, Toolbar } from './views/toolbar'
import { ViewTabs } from './views/view-tabs'

interface DesktopListProps {
  list: ListState
  views: View[]
  /** The list with the columns that its table shows, where these are not its own. */
  shown?: ListState
}

export function DesktopList({ list: asked, views, shown: list = asked }: DesktopListProps) {
  const { t } = useTranslation()
  const go = useGo()
  const { form, search } = asked
  const peek = search.peek
  const bin = search.bin === true
  const kind = bin ? 'table' : list.kind
  const plural = words(form.plural) || words(form.name)
  const save = useSave(form)
  const density = useDensity()
  const [total, setTotal] = useState<number>()
  const [counted, setCounted] = useState('')
  const selection = useSelection(total)
  const [open, setOpen] = useState<Open>(null)
  useEffect(() => {
    setPeekOpen(Boolean(peek))
    return () => setPeekOpen(false)
  }, [peek])
  const fields = useListFields(list)
  const query: RowQuery = useMemo(
    () => ({
      form: form.code,
      filter: bin ? undefined : list.filter,
      sort: list.sort,
      q: search.q,
      bin,
      fields,
    }),
    [form.code, bin, list.filter, list.sort, search.q, fields],
  )
  const setSearch = useLatest(list.setSearch)
  const openRecord = useCallback(
    (record: RecordRow, write: boolean) => {
      if (write) setWriting(record.id)
      setSearch.current({ peek: record.id })
    },
    [setSearch],
  )
  const openPeek = useCallback((record: RecordRow) => openRecord(record, false), [openRecord])
  const filterBy = (field: Field) => {
    const anchor = document.querySelector<HTMLElement>('[data-filter-button]')
    if (anchor) setOpen({ panel: 'filter', anchor, start: field })
  }
  // What was picked is picked out of one question.
  const question = JSON.stringify([list.view.code, list.filter, search.q, bin])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another question lets go of the rows.
  useEffect(() => selection.clear(), [question])
  const create = () => list.setSearch({ new: true })
  useNewKey(Boolean(form.can.create) && !bin, create)
  useAtHand(total !== undefined, () => desktopParts(list))
  const menu: MenuItem[] = [
    ...(form.can.export && !bin
      ? [
          {
            key: 'export',
            label: t('records:export.menu'),
            icon: <Download size={14} />,
            run: () => list.setSearch({ export: true }),
          },
        ]
      : []),
    {
      key: 'bin',
      label: bin ? t('records:leave_bin') : t('records:bin'),
      icon: <Trash2 size={14} />,
      run: () => list.setSearch({ bin: !bin, peek: '' }, { push: true }),
    },
  ]
  const importTo = form.can.import && !bin ? slots.importRecords?.(form.code) : undefined
  const empty = isNarrowed(list) ? (
    <NothingFound list={list} />
  ) : bin ? (
    <EmptyBin />
  ) : (
    <NothingYet list={list} onCreate={create} importTo={importTo} />
  )
  return (
    <>
      <SheetHeader
        title={bin ? t('records:bin_of', { form: plural }) : plural}
        count={total === undefined ? undefined : (kind === 'calendar' && counted) || plainNumber(total)}
      >
        <SearchBox
          key={`${list.view.code}${bin}`}
          value={search.q ?? ''}
          onSearch={q => list.setSearch({ q })}
          className="w-56 max-lg:w-40"
        />
        {importTo && (
          <Button icon={<Upload size={14} />} onClick={() => go(importTo)}>
            {t('records:import')}
          </Button>
        )}
        {form.can.create && !bin && (
          <Button look="primary" icon={<Plus size={15} />} onClick={create}>
            {t('records:new', { form: words(form.name) })}
          </Button>
        )}
        <FeedbackButton form={{ code: form.code, name: words(form.name) }} />
        <MenuButton items={menu} label={t('app:more')}>
          {trigger => (
            <IconButton {...trigger} label={t('app:more')}>
              <MoreHorizontal size={16} />
            </IconButton>
          )}
        </MenuButton>
      </SheetHeader>
      {bin ? (
        <Arriving fallback={<div className="h-10 shrink-0 border-b border-line bg-subtle" />}>
          <BinBar
            form={form}
            query={query}
            selection={selection}
            onLeave={() => list.setSearch({ bin: false, peek: '' })}
          />
        </Arriving>
      ) : (
        <ViewTabs list={list} views={views} />
      )}
      {!bin &&
        (selection.size > 0 ? (
          <Arriving
            fallback={<div className="h-11 shrink-0 border-b border-line bg-accent-soft short:h-9" />}
          >
            <BulkBar
              form={form}
              query={query}
              selection={selection}
              total={total}
              columns={list.columns.map(column => column.field)}
            />
          </Arriving>
        ) : (
          <Toolbar list={list} open={open} onOpen={setOpen} />
        ))}
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          {kind === 'table' ? (
            <DataGrid
              list={list}
              query={query}
              rowHeight={ROW_HEIGHTS[list.layout.row_height ?? density]}
              selection={selection}
              save={save}
              canEdit={!bin}
              peek={peek}
              onOpen={openRecord}
              onFilter={filterBy}
              onTotal={setTotal}
              empty={empty}
            />
          ) : (
            <Suspense fallback={<Bones rows={12} />}>
              {kind === 'kanban' ? (
                <KanbanBoard list={list} peek={peek} onOpen={openPeek} onTotal={setTotal} empty={empty} />
              ) : (
                <CalendarView
                  list={list}
                  peek={peek}
                  onOpen={openPeek}
                  onTotal={(count, said) => {
                    setTotal(count)
                    setCounted(said)
                  }}
                />
              )}
            </Suspense>
          )}
        </div>
        <Arriving
          fallback={again => peek && <PeekPlace again={again} onClose={() => list.setSearch({ peek: '' })} />}
        >
          {peek && (
            <Peek
              form={form}
              id={peek}
              onClose={() => list.setSearch({ peek: '' })}
              onWalk={to => list.setSearch({ peek: to })}
            />
          )}
        </Arriving>
      </div>
      <WorkBar />
      <Arriving>
        {search.export && form.can.export && !bin && (
          <ExportDialog
            query={query}
            columns={list.columns.map(column => column.field)}
            total={total}
            selection={selection}
            onClose={() => list.setSearch({ export: false })}
          />
        )}
      </Arriving>
      <span className="sr-only" role="status">
        {total === undefined ? '' : t('records:count_spoken', { count: total, shown: compactNumber(total) })}
      </span>
    </>
  )
}
