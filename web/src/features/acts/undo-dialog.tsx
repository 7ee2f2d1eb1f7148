import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BatchUndo, previewUndoBatch, takeBack } from '@/api/acts'
import { newKey } from '@/lib/ids'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { CheckBox } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { KeptList } from '@/ui/kept-list'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'

interface UndoDialogProps {
  batch: string
  /** What is taken back, in words. */
  what: string
  /** The act was an undo: what it took back comes back. */
  redo?: boolean
  onClose: () => void
}

/** Takes an act back, also long after it: first it says what would go and what was changed since. */
export function UndoDialog({ batch, what, redo = false, onClose }: UndoDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [insist, setInsist] = useState(false)
  const [key] = useState(newKey)
  const preview = useQuery({
    queryKey: ['undo', batch],
    queryFn: () => previewUndoBatch(batch),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  })
  const refresh = () => {
    for (const name of ['record', 'pages', 'counts', 'tasks', 'jobs', 'acts'])
      void client.invalidateQueries({ queryKey: [name] })
  }
  const done = (answer: BatchUndo) => {
    refresh()
    onClose()
    const back = answer.batch
    if (answer.job) toast(t('acts:undo.job'))
    else
      toast(
        answer.kept
          ? t('acts:undo.done_some', { count: answer.kept })
          : t(redo ? 'acts:redo.done' : 'acts:undo.done', { what }),
        back
          ? {
              action: {
                label: t(redo ? 'app:undo' : 'acts:redo.run'),
                run: () =>
                  void takeBack(back, false, newKey()).then(refresh, error =>
                    toast(problemText(error), { tone: 'bad' }),
                  ),
              },
            }
          : {},
      )
  }
  const undo = useWrite({ mutationFn: () => takeBack(batch, insist, `${key}-${insist}`), onSuccess: done })
  const { count = 0, kept = 0, changed_since } = preview.data ?? {}
  const reversible = count ?? 0
  const left = kept ?? 0
  const nothing = preview.data !== undefined && reversible === 0 && left === 0
  return (
    <Dialog
      open
      onClose={onClose}
      width={480}
      title={t(redo ? 'acts:redo.title' : 'acts:undo.title', { what })}
      footer={
        <>
          {undo.error && (
            <p role="alert" className="mr-auto text-13 text-bad">
              {problemText(undo.error)}
            </p>
          )}
          <Button onClick={onClose}>{t(nothing ? 'app:close' : 'app:cancel')}</Button>
          {!nothing && (
            <Button
              look={redo ? 'primary' : 'danger'}
              busy={undo.isPending}
              disabled={!preview.data || (reversible === 0 && !insist)}
              onClick={() => undo.mutate()}
            >
              {t(redo ? 'acts:redo.run' : 'app:undo')}
            </Button>
          )}
        </>
      }
    >
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.isPending ? (
        <Bones rows={2} height={28} />
      ) : (
        <>
          <p className="text-14">
            {nothing
              ? t('acts:undo.nothing')
              : t(redo ? 'acts:redo.count' : 'acts:undo.count', { count: reversible })}
          </p>
          {left > 0 && (
            <div className="mt-4 rounded-8 bg-warn-soft p-3">
              <p className="text-13 font-medium text-warn">{t('acts:undo.kept', { count: left })}</p>
              <KeptList kept={changed_since ?? []} count={left} />
              {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside. */}
              <label className="mt-2.5 flex min-h-6 items-center gap-2 text-13 text-fg max-md:min-h-11">
                <CheckBox label={t('acts:undo.insist')} checked={insist} onChange={setInsist} />
                {t('acts:undo.insist')}
              </label>
            </div>
          )}
        </>
      )}
    </Dialog>
  )
}
