import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArchiveRestore } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DeletedForm, listDeletedForms, restoreForm } from '@/api/drafts'
import { keys } from '@/api/queries'
import { plainNumber, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { FormIcon } from '@/ui/form-icon'
import { PanelError } from '@/ui/states'
import { toast } from '@/ui/toast'

/** Forms that were deleted, each with a way back; nothing while there are none. */
export function DeletedForms() {
  const { t } = useTranslation()
  const {
    data: forms,
    error,
    refetch,
  } = useQuery({ queryKey: ['deleted-forms'], queryFn: listDeletedForms, retry: false })
  if (error && !forms)
    return <PanelError error={error} onRetry={() => void refetch()} what={t('designer:deleted.title')} />
  if (!forms?.length) return null
  return (
    <section aria-labelledby="deleted-forms">
      <h3 id="deleted-forms" className="text-13 font-medium text-fg-3">
        {t('designer:deleted.title')}
      </h3>
      <ul className="mt-1 border-t border-line">
        {forms.map(form => (
          <Row key={form.id} form={form} />
        ))}
      </ul>
    </section>
  )
}

function Row({ form }: { form: DeletedForm }) {
  const { t } = useTranslation()
  const go = useGo()
  const client = useQueryClient()
  const name = words(form.name)
  const restore = useWrite({
    mutationFn: () => restoreForm(form.code),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.forms })
      void client.invalidateQueries({ queryKey: ['deleted-forms'] })
      toast(t('designer:deleted.restored', { name }), {
        action: { label: t('designer:publish.open'), run: () => go(`/f/${form.code}`) },
      })
    },
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  const facts = [
    t('designer:deleted.records', { count: form.records, shown: plainNumber(form.records) }),
    form.by,
    relativeTime(form.at),
  ]
  return (
    <li className="flex min-h-[52px] items-center gap-3 border-b border-line">
      <span className="shrink-0 text-fg-3">
        <FormIcon name={form.icon || form.code} size={16} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-13">{name}</span>
        <span className="block truncate text-12 text-fg-3">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <Button
        icon={<ArchiveRestore size={14} />}
        busy={restore.isPending}
        aria-label={t('designer:deleted.restore_of', { name })}
        onClick={() => restore.mutate()}
      >
        {t('designer:deleted.restore')}
      </Button>
    </li>
  )
}
