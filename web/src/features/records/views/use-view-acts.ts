import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addView, removeView, updateView, type ViewBody } from '@/api/forms'
import { keys } from '@/api/queries'
import type { View } from '@/api/types'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import type { ListState } from '../list-state'
import { moveTab } from './tab-order'
import { viewBody, wholeBody } from './view-body'

/** What can be done with a view; what fails says why. */
export function useViewActs(list: ListState, tabs: readonly View[]) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = list.form.code
  const key = keys.views(form)
  const refresh = () => client.invalidateQueries({ queryKey: key })
  const put = (saved: View) =>
    client.setQueryData<View[]>(key, old =>
      old?.map(other => (other.code === saved.code ? { ...other, ...saved } : other)),
    )
  const tell = (error: unknown) => toast(problemText(error), { tone: 'bad' })
  /** What everybody sees can be put back as it was. */
  const back = (view: View) => {
    const { id: _, ...was } = wholeBody(view)
    return { label: t('app:undo'), run: () => void updateView(form, view.code, was).then(put).catch(tell) }
  }
  const patch = async (view: View, body: ViewBody, done?: string) => {
    try {
      put(await updateView(form, view.code, body))
      if (done) toast(done, view.shared === false ? {} : { action: back(view) })
      // A default takes the place of another one.
      if (body.default !== undefined) await refresh()
      return true
    } catch (error) {
      tell(error)
      return false
    }
  }
  return {
    patch,
    save: async () => {
      // How one person looks at it is not saved with what they changed.
      const body = viewBody({ ...list, layout: list.laid }, list.view.kind ?? 'table')
      if (await patch(list.view, body, t('records:view.saved', { view: words(list.view.name) })))
        list.revert()
    },
    /** From now on everybody who sees the view opens it as it is looked at here. */
    keepKind: async () => {
      const { kind, kanban, calendar } = viewBody(list)
      const body = { kind, ...(kanban ? { kanban } : {}), ...(calendar ? { calendar } : {}) }
      if (await patch(list.view, body, t('records:view.saved', { view: words(list.view.name) })))
        list.setKind(list.kind)
    },
    remove: async (view: View) => {
      try {
        await removeView(form, view.code)
      } catch (error) {
        tell(error)
        return
      }
      list.openView(tabs.find(other => other.code !== view.code)?.code ?? '')
      void refresh()
      toast(t('records:view.deleted', { view: words(view.name) }), {
        action: {
          label: t('app:undo'),
          run: () =>
            void addView(form, wholeBody(view))
              .then(refresh)
              .then(() => list.openView(view.code), tell),
        },
      })
    },
    reset: async (view: View) => {
      try {
        await removeView(form, view.code)
        list.revert()
        await refresh()
        toast(t('records:view.was_reset', { view: words(view.name) }))
      } catch (error) {
        tell(error)
      }
    },
    move: async (from: string, to: string) => {
      const changes = moveTab(tabs, from, to)
      if (!changes) return
      const before = client.getQueryData<View[]>(key)
      for (const { view, position } of changes) put({ ...view, position })
      try {
        for (const { view, position } of changes) put(await updateView(form, view.code, { position }))
      } catch (error) {
        client.setQueryData(key, before)
        tell(error)
        void refresh()
      }
    },
  }
}
