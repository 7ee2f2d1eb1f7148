import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addView, updateView } from '@/api/forms'
import { keys, useMe } from '@/api/queries'
import type { View, ViewKind } from '@/api/types'
import { kindsOf } from '@/features/fields/view-kinds'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Segmented } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { NameField } from '@/ui/name-field'
import type { ListState } from '../list-state'
import { viewBody } from './view-body'

/** Names a view: a new one from what the list shows now, or an old one anew. */
export function ViewDialog({
  list,
  rename,
  onClose,
}: {
  list: ListState
  rename: View | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(rename ? words(rename.name) : (list.search.of ?? ''))
  const [shared, setShared] = useState(rename?.shared ?? false)
  const [kind, setKind] = useState<ViewKind>(list.kind)
  const kinds = kindsOf(list.form)
  const mayShare = useMe().permissions.build
  const form = list.form.code
  // A new view is the last tab: the first one is what everybody lands on.
  const last = Math.max(
    0,
    ...(client.getQueryData<View[]>(keys.views(form)) ?? []).map(view => view.position ?? 0),
  )
  const store = useWrite({
    mutationFn: () => {
      const label = { [i18n.language]: name.trim() }
      return rename
        ? updateView(form, rename.code, mayShare ? { name: label, shared } : { name: label })
        : addView(form, { name: label, shared, position: last + 1, ...viewBody(list, kind) })
    },
    onSuccess: async saved => {
      await client.invalidateQueries({ queryKey: keys.views(form) })
      onClose()
      if (!rename) {
        list.revert()
        list.openView(saved.code)
      }
    },
  })
  const submit = () => {
    if (name.trim() && !store.isPending) store.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width={420}
      title={rename ? t('records:view.rename') : t('records:view.new')}
      footer={
        <DialogButtons
          label={t('app:save')}
          busy={store.isPending}
          disabled={!name.trim()}
          onCancel={onClose}
          onRun={submit}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <NameField
          label={t('records:view.name')}
          error={store.error ? problemText(store.error) : undefined}
          value={name}
          onChange={setName}
          onEnter={submit}
        />
        {!rename && kinds.length > 1 && (
          <div className="flex flex-col items-start gap-1.5">
            <span className="text-13 text-fg-2">{t('records:kind.label')}</span>
            <Segmented
              label={t('records:kind.label')}
              value={kind}
              options={kinds.map(value => ({ value, label: t(`records:kind.${value}`) }))}
              onChange={setKind}
            />
          </div>
        )}
        {mayShare && (
          <div className="flex flex-col items-start gap-1.5">
            <span className="text-13 text-fg-2">{t('records:view.who')}</span>
            <Segmented
              label={t('records:view.who')}
              value={shared ? 'all' : 'me'}
              options={[
                { value: 'me', label: t('records:view.only_me') },
                { value: 'all', label: t('records:view.everyone') },
              ]}
              onChange={next => setShared(next === 'all')}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
