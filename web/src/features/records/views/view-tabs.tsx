import { ChevronDown, Lock, Plus, Send, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { View } from '@/api/types'
import { KIND_ICONS } from '@/features/fields/view-kinds'
import { words } from '@/lib/label'
import { Arriving } from '@/ui/arriving'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Menu } from '@/ui/menu'
import { toast } from '@/ui/toast'
import { DragGhost } from '../drag/drag-ghost'
import { usePointerDrag } from '../drag/use-pointer-drag'
import { ViewDialog } from '../list-parts'
import type { ListState } from '../list-state'
import { moveTab, orderTabs, startsMine } from './tab-order'
import { useViewActs } from './use-view-acts'
import { useViewMenu } from './use-view-menu'

const TAB = 'relative flex items-center gap-1.5 whitespace-nowrap px-2.5 text-13 transition-colors'
const CURRENT =
  'font-medium text-fg after:absolute after:inset-x-1 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent'

/** Everybody's views, then one's own; what is changed and not saved is said at the end. */
export function ViewTabs({ list, views }: { list: ListState; views: View[] }) {
  const { t } = useTranslation()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [dialog, setDialog] = useState<{ rename?: View } | null>(null)
  const { view, lost } = list
  // What a colleague sent is nobody's tab here: it can be saved as one, and never over another.
  const copy = list.search.bin ? undefined : list.search.of
  const tabs = orderTabs(views.length > 0 ? views : [view])
  const acts = useViewActs(list, tabs)
  const locked = view.locked === true && view.shared !== false
  const items = useViewMenu({
    form: list.form,
    view,
    tabs,
    acts,
    lookedAt: locked || list.kind === (view.kind ?? 'table') ? undefined : list.kind,
    onRename: () => setDialog({ rename: view }),
    onCopy: () => setDialog({}),
  })
  const [over, setOver] = useState<string>()
  const lands = (from: string, zone: string | undefined) =>
    zone !== undefined && moveTab(tabs, from, zone) !== undefined
  const drag = usePointerDrag<View>({
    onOver: (tab, zone) => setOver(lands(tab.code, zone) ? zone : undefined),
    onDrop: (tab, zone) => {
      setOver(undefined)
      if (zone !== undefined) void acts.move(tab.code, zone)
    },
    onCancel: () => setOver(undefined),
  })
  useEffect(() => {
    if (lost) toast(t('records:view.lost'), { tone: 'bad' })
  }, [lost, t])
  const may = view.code !== '' && view.can?.edit !== false
  const codes = tabs.map(tab => tab.code)
  const after = (code: string) =>
    drag.held !== null && codes.indexOf(drag.held.item.code) < codes.indexOf(code)
  return (
    <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line px-3 short:h-8">
      <div
        role="group"
        aria-label={t('records:view.label')}
        className="no-scrollbar -mb-px flex h-full min-w-0 items-stretch gap-1 overflow-x-auto"
      >
        {tabs.map((tab, index) => {
          const current = tab.code === view.code && !list.search.bin && copy === undefined
          return (
            <div
              key={tab.code}
              data-drop={tab.code}
              onPointerDown={event => tab.can?.edit !== false && drag.take(event, tab)}
              className={cx(
                'relative flex shrink-0 select-none items-stretch',
                startsMine(tabs, index) &&
                  'ml-2 pl-2 before:absolute before:inset-y-3 before:left-0 before:w-px before:bg-line-strong',
                drag.held?.item.code === tab.code && 'opacity-40',
              )}
            >
              {over === tab.code && (
                <span
                  aria-hidden="true"
                  className={cx(
                    'absolute inset-y-1.5 z-[1] w-0.5 rounded-full bg-accent',
                    after(tab.code) ? '-right-1' : '-left-1',
                  )}
                />
              )}
              <Tab tab={tab} current={current} onOpen={() => list.openView(tab.code)} />
              {current && (
                <IconButton
                  label={t('records:view.menu')}
                  size="small"
                  className="-ml-1.5 self-center"
                  aria-haspopup="menu"
                  onClick={event => setMenu(event.currentTarget)}
                >
                  <ChevronDown size={13} />
                </IconButton>
              )}
            </div>
          )
        })}
        {copy !== undefined && (
          <span aria-current="page" className={cx(TAB, CURRENT)}>
            <Send size={12} className="text-fg-3" aria-hidden="true" />
            {copy}
          </span>
        )}
      </div>
      <IconButton label={t('records:view.new')} onClick={() => setDialog({})}>
        <Plus size={15} />
      </IconButton>
      {(list.changed || copy !== undefined) && !list.search.bin && (
        <span className="ml-auto flex shrink-0 items-center gap-1 text-13">
          <span className="mr-1 inline-flex items-center gap-1 text-12 text-fg-3 max-lg:hidden">
            {locked && copy === undefined && <Lock size={11} aria-hidden="true" />}
            {copy !== undefined
              ? t('records:view.copy_of')
              : t(locked ? 'records:view.changed_locked' : 'records:view.changed')}
          </span>
          {may && !locked && copy === undefined && (
            <Button look="quiet" size="small" className="text-accent!" onClick={() => void acts.save()}>
              {t('app:save')}
            </Button>
          )}
          <Button look={copy === undefined ? 'quiet' : 'primary'} size="small" onClick={() => setDialog({})}>
            {t('records:view.save_as')}
          </Button>
          <Button look="quiet" size="small" onClick={list.revert}>
            {t('records:view.revert')}
          </Button>
        </span>
      )}
      <Menu
        open={menu !== null}
        anchor={menu}
        onClose={() => setMenu(null)}
        items={items}
        label={t('records:view.menu')}
      />
      <DragGhost drag={drag}>
        {tab => (
          <span className="inline-flex h-8 items-center rounded-8 border border-line bg-raised px-3 text-13">
            {words(tab.name)}
          </span>
        )}
      </DragGhost>
      <Arriving>
        {dialog && <ViewDialog list={list} rename={dialog.rename} onClose={() => setDialog(null)} />}
      </Arriving>
    </div>
  )
}

function Tab({ tab, current, onOpen }: { tab: View; current: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  const Kind = tab.kind && tab.kind !== 'table' ? KIND_ICONS[tab.kind] : undefined
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      onClick={onOpen}
      className={cx(TAB, current ? CURRENT : 'text-fg-2 hover:text-fg')}
    >
      {tab.shared === false && (
        <UserRound size={12} className="text-fg-3" aria-label={t('records:view.private')} />
      )}
      {Kind && <Kind size={13} className="text-fg-3" aria-hidden="true" />}
      {words(tab.name)}
      {tab.locked && <Lock size={11} className="text-fg-3" aria-label={t('records:view.locked')} />}
    </button>
  )
}
