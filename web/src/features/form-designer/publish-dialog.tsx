import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Minus, PenLine, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { checkDraft, publishDraft } from '@/api/drafts'
import type { FieldProblem } from '@/api/http'
import { keys } from '@/api/queries'
import { useWrite } from '@/lib/use-write'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { Bones, ErrorState } from '@/ui/states'
import { differenceText, differenceTone } from './difference-words'
import { HeldOptions } from './held-options'
import { problemWords } from './problem-words'

const ICONS = {
  added: <Plus size={14} className="text-ok" />,
  removed: <Minus size={14} className="text-bad" />,
  changed: <PenLine size={13} className="text-warn" />,
}

/** What would be in force for everyone, and what is still wrong. */
export function PublishDialog({
  doc,
  revision,
  onClose,
  onPublished,
  onProblem,
}: {
  doc: FormDocument
  revision: number
  onClose: () => void
  onPublished: (version: number) => void
  onProblem: (problem: FieldProblem) => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const check = useQuery({
    queryKey: ['draft', doc.code, 'check', revision],
    queryFn: () => checkDraft(doc.code),
    gcTime: 0,
  })
  const publish = useWrite({
    mutationFn: () => publishDraft(doc.code),
    onSuccess: ({ version }) => {
      void client.invalidateQueries({ queryKey: keys.forms })
      void client.invalidateQueries({ queryKey: ['form'] })
      onPublished(version)
    },
  })
  const problems = check.data?.problems ?? []
  const differences = check.data?.differences ?? []
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('designer:publish.title')}
      width={520}
      footer={
        <DialogButtons
          label={t('designer:publish.action')}
          busy={publish.isPending}
          disabled={!check.data || problems.length > 0 || differences.length === 0}
          error={publish.error}
          onCancel={onClose}
          onRun={() => publish.mutate()}
        />
      }
    >
      {check.isPending && <Bones rows={4} height={28} />}
      {check.error && <ErrorState error={check.error} onRetry={() => void check.refetch()} />}
      {problems.length > 0 && (
        <section className="mb-4 rounded-8 bg-bad-soft p-3">
          <h3 className="mb-1 text-13 font-medium text-bad">{t('designer:publish.fix_first')}</h3>
          <ul>
            {problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity of their own.
              <li key={index}>
                <button
                  type="button"
                  className="w-full py-0.5 text-left text-13 text-fg underline-offset-2 hover:underline"
                  onClick={() => onProblem(problem)}
                >
                  {problemWords(doc, problem)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {check.data && differences.length === 0 && (
        <p className="text-13 text-fg-2">{t('designer:publish.nothing')}</p>
      )}
      {differences.length > 0 && (
        <>
          <p className="mb-2 text-13 text-fg-2">{t('designer:publish.hint')}</p>
          <ul className="flex flex-col gap-1">
            {differences.map((difference, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: differences have no identity of their own.
              <li key={index} className="flex items-start gap-2 text-13">
                <span className="flex h-5 w-4 shrink-0 items-center justify-center" aria-hidden="true">
                  {ICONS[differenceTone(difference)]}
                </span>
                {differenceText(difference)}
              </li>
            ))}
          </ul>
          <HeldOptions doc={doc} />
        </>
      )}
    </Dialog>
  )
}
