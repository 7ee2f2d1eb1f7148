import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listVersions, rollBack } from '@/api/drafts'
import { keys } from '@/api/queries'
import { relativeTime } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Bones, ErrorState } from '@/ui/states'

/** What was published before, and going back to it: as a new version, so that nothing is lost. */
export function VersionsDialog({
  form,
  onClose,
  onRolledBack,
}: {
  form: string
  onClose: () => void
  onRolledBack: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asked, setAsked] = useState<number>()
  const versions = useQuery({ queryKey: ['form', form, 'versions'], queryFn: () => listVersions(form) })
  const back = useWrite({
    mutationFn: (version: number) => rollBack(form, version),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.forms })
      void client.invalidateQueries({ queryKey: ['form'] })
      onRolledBack()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('designer:versions.title')} width={520}>
      {versions.isPending && <Bones rows={3} height={44} />}
      {versions.error && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.data?.length === 0 && <p className="text-13 text-fg-3">{t('designer:versions.none')}</p>}
      <ul>
        {versions.data?.map((version, index) => (
          <li
            key={version.version}
            className="flex min-h-11 items-center gap-3 border-b border-line py-1.5 last:border-0"
          >
            <span className="tabular w-16 shrink-0 text-13 font-medium">
              {t('designer:versions.number', { n: version.version })}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-13">
                {version.published_by || t('designer:versions.delivered')}
              </span>
              <time className="text-12 text-fg-3" dateTime={version.published_at}>
                {relativeTime(version.published_at)}
              </time>
            </span>
            {index === 0 ? (
              <span className="text-12 text-fg-3">{t('designer:versions.current')}</span>
            ) : asked === version.version ? (
              <Button
                size="small"
                look="danger"
                busy={back.isPending}
                onClick={() => back.mutate(version.version)}
              >
                {t('designer:versions.confirm')}
              </Button>
            ) : (
              <Button size="small" onClick={() => setAsked(version.version)}>
                {t('designer:versions.back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked !== undefined && <p className="mt-3 text-12 text-fg-3">{t('designer:versions.hint')}</p>}
      {back.error && (
        <p role="alert" className="mt-3 text-13 text-bad">
          {problemText(back.error)}
        </p>
      )}
    </Dialog>
  )
}
