import { useQuery } from '@tanstack/react-query'
import {
  ArrowLeft,
  ArrowRight,
  Copy,
  History,
  LayoutTemplate,
  Link,
  Lock,
  LockOpen,
  Pencil,
  RotateCcw,
  Send,
  Star,
  Trash2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { peopleQuery, useMe } from '@/api/queries'
import type { Form, View, ViewKind } from '@/api/types'
import { copyText } from '@/lib/clipboard'
import { relativeTime } from '@/lib/format'
import type { MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'
import { moveTab, neighbour } from './tab-order'
import type { useViewActs } from './use-view-acts'
import { linkTo, linkToOwn } from './view-link'

interface Options {
  form: Form
  view: View
  tabs: readonly View[]
  acts: ReturnType<typeof useViewActs>
  /** How the view is looked at, where that is not how it opens. */
  lookedAt: ViewKind | undefined
  onRename: () => void
  onCopy: () => void
}

/** What the menu of a view offers: what this person may not do is not there, what cannot be done now is grey. */
export function useViewMenu({ form, view, tabs, acts, lookedAt, onRename, onCopy }: Options): MenuItem[] {
  const { t } = useTranslation()
  const me = useMe()
  const people = useQuery(peopleQuery)
  const saved = view.code !== ''
  const may = saved && view.can?.edit !== false
  const shared = view.shared !== false
  const by =
    view.changed_by === me.id
      ? t('records:view.you')
      : people.data?.find(person => person.id === view.changed_by)?.name
  const item = (
    key: string,
    icon: MenuItem['icon'],
    run: () => void,
    more: Partial<MenuItem> = {},
  ): MenuItem => ({
    key,
    label: t(`records:view.${key}`),
    icon,
    run,
    ...more,
  })
  const beside = (by: 1 | -1) => {
    const other = neighbour(tabs, view.code, by)
    return other && moveTab(tabs, view.code, other.code) ? other : undefined
  }
  const [left, right] = [beside(-1), beside(1)]
  const copyLink = async (of: View) => {
    const link = shared ? linkTo(location.href, of.code) : linkToOwn(location.href, form, of, me.id)
    if (await copyText(link)) toast(t('records:view.link_copied'))
    else toast(t('records:cells.not_copied'), { tone: 'bad' })
  }
  return [
    ...(may ? [item('rename', <Pencil size={14} />, onRename)] : []),
    item('copy', <Copy size={14} />, onCopy),
    shared
      ? item('copy_link', <Link size={14} />, () => void copyLink(view))
      : item('send', <Send size={14} />, () => void copyLink(view)),
    ...(may && lookedAt
      ? [
          item('keep_kind', <LayoutTemplate size={14} />, () => void acts.keepKind(), {
            label: t('records:view.keep_kind', { kind: t(`records:kind.${lookedAt}`) }),
          }),
        ]
      : []),
    ...(may
      ? [
          item(
            shared ? 'default_shared' : 'default_mine',
            <Star size={14} />,
            () => void acts.patch(view, { default: !view.default }),
            { checked: Boolean(view.default) },
          ),
        ]
      : []),
    ...(may && shared
      ? [
          view.locked
            ? item('unlock', <LockOpen size={14} />, () => void acts.patch(view, { locked: false }))
            : item('lock', <Lock size={14} />, () => void acts.patch(view, { locked: true })),
        ]
      : []),
    ...(may && tabs.length > 1
      ? [
          item('left', <ArrowLeft size={14} />, () => left && void acts.move(view.code, left.code), {
            disabled: !left,
            apart: true,
          }),
          item('right', <ArrowRight size={14} />, () => right && void acts.move(view.code, right.code), {
            disabled: !right,
          }),
        ]
      : []),
    ...(view.can?.reset
      ? [item('reset', <RotateCcw size={14} />, () => void acts.reset(view), { apart: true })]
      : []),
    ...(may && view.can?.delete !== false
      ? [item('delete', <Trash2 size={14} />, () => void acts.remove(view), { danger: true, apart: true })]
      : []),
    ...(view.changed_at
      ? [
          {
            key: 'changed_by',
            label: t('records:view.changed_by', { name: by ?? '–', when: relativeTime(view.changed_at) }),
            icon: <History size={14} />,
            disabled: true,
            apart: true,
            run: () => undefined,
          },
        ]
      : []),
  ]
}
