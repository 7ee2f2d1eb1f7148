import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import '@/features/designer/words'
import { getDraft } from '@/api/drafts'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { useMedia, usePhone } from '@/lib/use-media'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, ErrorState, HomeLink } from '@/ui/states'
import { FormDesigner } from './form-designer'
import { GrantSentences } from './grant-settings'
import { Preview } from './preview'

/** A mouse can work here, with one panel beside the form: half of a screen, or a laptop at 200 %. */
const WORKABLE = '(min-width: 640px) and (pointer: fine)'

/** Opens a form's draft in the designer; a phone shows what it looks like. */
export function DesignerPage({ form }: { form: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const phone = usePhone()
  const workable = useMedia(WORKABLE)
  const mouse = useMedia('(pointer: fine)')
  const draft = useQuery({
    queryKey: ['draft', form],
    queryFn: () => getDraft(form),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (draft.error)
    return (
      <main className="flex min-h-0 flex-1 flex-col bg-surface">
        <ErrorState error={draft.error} onRetry={() => void draft.refetch()}>
          <HomeLink />
        </ErrorState>
      </main>
    )
  if (!draft.data)
    return (
      <main className="flex min-h-0 flex-1 flex-col bg-surface">
        <Bones rows={10} height={44} />
      </main>
    )
  if (phone && !workable)
    return (
      <main className="flex min-h-0 flex-1 flex-col bg-surface">
        <SheetHeader title={words(draft.data.form.name)} onBack={() => go(`/f/${form}`)} />
        <p className="mx-4 mb-2 rounded-8 bg-subtle px-3 py-2 text-13 text-fg-2">
          {t(mouse ? 'designer:narrow_hint' : 'designer:phone_hint')}
        </p>
        <section
          aria-labelledby="who-sees"
          className="mx-4 mb-3 flex shrink-0 flex-col gap-3 rounded-12 border border-line px-4 py-3"
        >
          <h2 id="who-sees" className="text-14 font-medium">
            {t('designer:rights.title')}
          </h2>
          <GrantSentences doc={draft.data.form} />
          <p className="text-12 text-fg-3">
            {t(mouse ? 'designer:rights.on_wide' : 'designer:rights.on_large')}
          </p>
        </section>
        <Preview doc={draft.data.form} device="phone" />
      </main>
    )
  return <FormDesigner key={draft.dataUpdatedAt} draft={draft.data} onReload={() => void draft.refetch()} />
}
