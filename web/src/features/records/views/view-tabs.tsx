import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Copy, Lock, Pencil, Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeView, updateView } from '@/api/forms'
import { keys } from '@/api/queries'
import type { View } from '@/api/types'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Menu, type MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'
import { askable } from '../filters/filter-document'
import type { ListState } from '../list-state'

const ViewDialog = lazy(() => import('./view-dialog').then(module => ({ default: module.ViewDialog })))

/** What a view keeps of the list as it stands. */
export function viewBody(list: ListState) {
  return {
    columns: list.columns.map(({ field, width }) => (width ? { field, width } : { field })),
    filter: askable(list.filter) ?? null,
    sort: list.sort,
  }
}

export function ViewTabs({ list, views }: { list: ListState; views: View[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [dialog, setDialog] = useState<{ rename?: View } | null>(null)
  const { view } = list
  const mine = view.code !== '' && view.can?.edit !== false
  const refresh = () => client.invalidateQueries({ queryKey: keys.views(list.form.code) })
  const save = async () => {
    try {
      const saved = await updateView(list.form.code, view.code, viewBody(list))
      client.setQueryData<View[]>(keys.views(list.form.code), old =>
        old?.map(other => (other.code === view.code ? { ...other, ...saved } : other)),
      )
      list.revert()
      toast(t('records:view.saved', { view: words(view.name) }))
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
    }
  }
  const items: MenuItem[] = [
    {
      key: 'rename',
      label: t('records:view.rename'),
      icon: <Pencil size={14} />,
      disabled: !mine,
      run: () => setDialog({ rename: view }),
    },
    { key: 'copy', label: t('records:view.copy'), icon: <Copy size={14} />, run: () => setDialog({}) },
    {
      key: 'delete',
      label: t('records:view.delete'),
      icon: <Trash2 size={14} />,
      danger: true,
      apart: true,
      disabled: !mine || views.length < 2,
      run: () =>
        void removeView(list.form.code, view.code).then(
          () => {
            list.openView(views.find(other => other.code !== view.code)?.code ?? '')
            void refresh()
            toast(t('records:view.deleted', { view: words(view.name) }))
          },
          error => toast(problemText(error), { tone: 'bad' }),
        ),
    },
  ]
  return (
    <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line px-3">
      <div
        role="group"
        aria-label={t('records:view.label')}
        className="no-scrollbar -mb-px flex h-full min-w-0 items-stretch gap-1 overflow-x-auto"
      >
        {(views.length > 0 ? views : [view]).map(other => {
          const current = other.code === view.code && !list.search.bin
          return (
            <div key={other.code} className="flex shrink-0 items-stretch">
              <button
                type="button"
                aria-current={current ? 'page' : undefined}
                onClick={() => list.openView(other.code)}
                className={cx(
                  'relative flex items-center gap-1 whitespace-nowrap px-2.5 text-13 transition-colors',
                  current
                    ? 'font-medium text-fg after:absolute after:inset-x-1 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent'
                    : 'text-fg-2 hover:text-fg',
                )}
              >
                {other.shared === false && (
                  <Lock size={12} className="text-fg-3" aria-label={t('records:view.private')} />
                )}
                {words(other.name)}
              </button>
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
      </div>
      <IconButton label={t('records:view.new')} onClick={() => setDialog({})}>
        <Plus size={15} />
      </IconButton>
      {list.changed && !list.search.bin && (
        <span className="ml-auto flex shrink-0 items-center gap-1 text-13">
          <span className="mr-1 text-12 text-fg-3 max-lg:hidden">{t('records:view.changed')}</span>
          {mine && (
            <Button look="quiet" size="small" className="text-accent!" onClick={() => void save()}>
              {t('app:save')}
            </Button>
          )}
          <Button look="quiet" size="small" onClick={() => setDialog({})}>
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
      <Suspense fallback={null}>
        {dialog && <ViewDialog list={list} rename={dialog.rename} onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  )
}
