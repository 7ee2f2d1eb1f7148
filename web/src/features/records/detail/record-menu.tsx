import {
  Copy,
  Eraser,
  Link2,
  MessageSquareWarning,
  MoreHorizontal,
  Pin,
  PinOff,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Form, RecordFull } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { copyText } from '@/lib/clipboard'
import { words } from '@/lib/label'
import { IconButton } from '@/ui/button'
import { MenuButton, type MenuItem } from '@/ui/menu'
import { useOffer } from '@/ui/offers'
import { isPinned, usePins } from '@/ui/pins'
import { setFeedbackOn } from '@/ui/shell-store'
import { toast } from '@/ui/toast'
import { useTrash } from '../edit/use-trash'
import { ReturnDialog } from '../pool/return-dialog'
import { EraseRecord } from './erase-record'
import { isTrashed, titleOf } from './record-view'

export function RecordMenu({
  form,
  record,
  onGone,
  size = 'normal',
}: {
  form: Form
  record: RecordFull
  onGone: () => void
  size?: 'normal' | 'touch'
}) {
  const { t } = useTranslation()
  const me = useMe()
  const trash = useTrash(form)
  const { pins, turn } = usePins()
  const place = { form: form.code, record: record.id }
  const pinned = isPinned(pins, place)
  const [erasing, setErasing] = useState(false)
  const [returning, setReturning] = useState(false)
  const copy = (text: string) =>
    void copyText(text).then(done =>
      done ? toast(t('app:copied')) : toast(`${t('records:cells.not_copied')}  ${text}`, { tone: 'bad' }),
    )
  const items: MenuItem[] = [
    {
      key: 'link',
      label: t('records:copy_link'),
      icon: <Link2 size={14} />,
      run: () => copy(`${location.origin}/f/${form.code}/${record.id}`),
    },
    {
      key: 'title',
      label: t('records:copy_title'),
      icon: <Copy size={14} />,
      run: () => copy(titleOf(form, record)),
    },
  ]
  if (!isTrashed(record) || pinned) {
    items.push({
      key: 'pin',
      label: t(pinned ? 'records:unpin' : 'records:pin'),
      icon: pinned ? <PinOff size={14} /> : <Pin size={14} />,
      run: () => turn({ ...place, name: titleOf(form, record) }),
    })
  }
  // On the desktop it has a button of its own.
  if (size === 'touch') {
    items.push({
      key: 'feedback',
      label: t('feedback:title'),
      icon: <MessageSquareWarning size={14} />,
      run: () => setFeedbackOn({ code: form.code, name: words(form.name) }),
    })
  }
  const owner = recordValue(record, 'owner')
  if (form.pool && owner && !isTrashed(record) && (record.can.edit || owner === me.id)) {
    items.push({
      key: 'return',
      label: t('records:pool.return', { pool: words(form.pool.name) }),
      icon: <Undo2 size={14} />,
      run: () => setReturning(true),
    })
  }
  const remove = () => void trash(record, titleOf(form, record)).then(gone => gone && onGone())
  const removable = record.can.delete && !isTrashed(record)
  useOffer(
    removable ? [{ key: 'delete', label: t('records:delete'), icon: <Trash2 size={16} />, run: remove }] : [],
  )
  if (removable) {
    items.push({
      key: 'delete',
      label: t('records:delete'),
      icon: <Trash2 size={14} />,
      danger: true,
      apart: true,
      run: remove,
    })
  }
  if (me.permissions.administer) {
    items.push({
      key: 'erase',
      label: t('records:erase.menu'),
      icon: <Eraser size={14} />,
      danger: true,
      apart: isTrashed(record) || !record.can.delete,
      run: () => setErasing(true),
    })
  }
  return (
    <>
      <MenuButton items={items} label={t('app:more')}>
        {trigger => (
          <IconButton {...trigger} label={t('app:more')} size={size}>
            <MoreHorizontal size={size === 'touch' ? 20 : 16} />
          </IconButton>
        )}
      </MenuButton>
      {returning && <ReturnDialog form={form} record={record} onClose={() => setReturning(false)} />}
      {erasing && (
        <EraseRecord form={form} record={record} onClose={() => setErasing(false)} onGone={onGone} />
      )}
    </>
  )
}
