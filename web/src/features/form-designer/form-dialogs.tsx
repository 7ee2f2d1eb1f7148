import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { discardDraft, restoreForm } from '@/api/drafts'
import type { FieldProblem } from '@/api/http'
import { keys } from '@/api/queries'
import type { Field } from '@/api/types'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { ArchiveDialog } from './archive-dialog'
import { DeleteDialog } from './delete-dialog'
import { PublishDialog } from './publish-dialog'
import { VersionsDialog } from './versions-dialog'

export type Open =
  | { dialog: 'publish' }
  | { dialog: 'versions' }
  | { dialog: 'discard' }
  | { dialog: 'delete' }
  | { dialog: 'archive'; field: Field }
  | undefined

interface FormDialogsProps {
  open: Open
  doc: FormDocument
  revision: number
  onClose: () => void
  onArchive: (id: string) => void
  onProblem: (problem: FieldProblem) => void
  onReload: () => void
  onLeave: () => void
}

export function FormDialogs(props: FormDialogsProps) {
  const { open, doc, revision, onClose, onArchive, onProblem, onReload, onLeave } = props
  const { t } = useTranslation()
  const go = useGo()
  const client = useQueryClient()
  const bringBack = async () => {
    try {
      await restoreForm(doc.code)
      await client.invalidateQueries({ queryKey: keys.forms })
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
    }
  }
  if (open?.dialog === 'publish')
    return (
      <PublishDialog
        doc={doc}
        revision={revision}
        onClose={onClose}
        onProblem={onProblem}
        onPublished={() => {
          toast(t('designer:publish.done', { name: words(doc.name) }), {
            action: { label: t('designer:publish.open'), run: () => go(`/f/${doc.code}`) },
          })
          onReload()
        }}
      />
    )
  if (open?.dialog === 'versions')
    return (
      <VersionsDialog
        form={doc.code}
        onClose={onClose}
        onRolledBack={() => {
          toast(t('designer:versions.done'))
          onReload()
        }}
      />
    )
  if (open?.dialog === 'archive')
    return (
      <ArchiveDialog
        form={doc.code}
        field={open.field}
        onClose={onClose}
        onArchive={() => {
          onArchive(open.field.id)
          onClose()
        }}
      />
    )
  if (open?.dialog === 'delete')
    return (
      <DeleteDialog
        form={doc.code}
        name={words(doc.name)}
        onClose={onClose}
        onDeleted={() => {
          toast(t('designer:delete.done', { name: words(doc.name) }), {
            action: { label: t('app:undo'), run: () => void bringBack() },
          })
          onLeave()
        }}
      />
    )
  if (open?.dialog === 'discard')
    return (
      <DiscardDialog
        form={doc.code}
        onClose={onClose}
        published={doc.version > 0}
        onDiscarded={doc.version > 0 ? onReload : onLeave}
      />
    )
  return null
}

function DiscardDialog({
  form,
  published,
  onClose,
  onDiscarded,
}: {
  form: string
  published: boolean
  onClose: () => void
  onDiscarded: () => void
}) {
  const { t } = useTranslation()
  const discard = useWrite({
    mutationFn: () => discardDraft(form),
    onSuccess: onDiscarded,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('designer:discard.title')}
      width={440}
      footer={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="danger" busy={discard.isPending} onClick={() => discard.mutate()}>
            {t('designer:discard.action')}
          </Button>
        </>
      }
    >
      <p className="text-14">{published ? t('designer:discard.hint') : t('designer:discard.hint_new')}</p>
      {discard.error && (
        <p role="alert" className="mt-2 text-13 text-bad">
          {problemText(discard.error)}
        </p>
      )}
    </Dialog>
  )
}
