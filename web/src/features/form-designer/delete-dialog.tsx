import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deleteForm } from '@/api/drafts'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import { plainNumber } from '@/lib/format'
import { type Label, words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

/** The forms that a refusal to delete names. */
function linking(error: unknown): string[] | undefined {
  if (!(error instanceof Problem) || error.code !== 'in_use') return undefined
  const forms = error.body.forms
  return Array.isArray(forms) ? forms.map((form: { name: Label }) => words(form.name)) : []
}

/** Before a form goes: what is in it, and what links to it. */
export function DeleteDialog({
  form,
  name,
  onClose,
  onDeleted,
}: {
  form: string
  name: string
  onClose: () => void
  onDeleted: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const held = useQuery({
    queryKey: ['counts', form, 'held'],
    queryFn: () =>
      queryRecords(form, { fields: ['id'], size: 1, count: 'exact' }).then(answer => answer.count ?? 0),
    retry: false,
  })
  const remove = useWrite({
    mutationFn: (insist: boolean) => deleteForm(form, insist),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.forms })
      void client.invalidateQueries({ queryKey: ['deleted-forms'] })
      onDeleted()
    },
  })
  const links = linking(remove.error)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('designer:delete.title', { name })}
      width={440}
      footer={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(Boolean(links))}>
            {links ? t('designer:delete.insist') : t('designer:delete.action')}
          </Button>
        </>
      }
    >
      <p className="text-14">{t('designer:delete.hint')}</p>
      {held.data !== undefined && held.data > 0 && (
        <p className="mt-2 text-13 text-fg-3">
          {t('designer:delete.held', { count: held.data, shown: plainNumber(held.data) })}
        </p>
      )}
      {links ? (
        <p role="alert" className="mt-3 rounded-8 bg-warn-soft p-3 text-13 text-warn">
          {t('designer:delete.linked', { forms: links.join(t('designer:delete.comma')) })}
        </p>
      ) : (
        remove.error && (
          <p role="alert" className="mt-3 text-13 text-bad">
            {problemText(remove.error)}
          </p>
        )
      )}
    </Dialog>
  )
}
