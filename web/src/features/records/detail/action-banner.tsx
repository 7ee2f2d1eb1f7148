import { useQuery } from '@tanstack/react-query'
import { CircleCheckBig } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StandingAction } from '@/api/acts'
import { standingQuery } from '@/api/queries'
import type { Form, RecordFull } from '@/api/types'
import { isBlank, recordValue } from '@/features/fields/field-values'
import { fullTime, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { MadeLinks } from '@/ui/made-links'
import { isTrashed } from './record-view'

/** Whether an action of the form may have left links on the record. */
function hasLinks(form: Form, record: RecordFull): boolean {
  const backs = form.actions.flatMap(action => action.does?.steps ?? []).map(step => step.link_back)
  return backs.some(code => code !== undefined && !isBlank(recordValue(record, code)))
}

/** What was made of this record, who did it, and the way back: days later too. */
export function ActionBanner({ form, record }: { form: Form; record: RecordFull }) {
  const { data } = useQuery({
    ...standingQuery(form.code, record.id),
    enabled: hasLinks(form, record) && !isTrashed(record),
  })
  if (!data || !hasLinks(form, record)) return null
  return data.map(standing => <Standing key={standing.code} standing={standing} />)
}

function Standing({ standing }: { standing: StandingAction }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { act } = standing
  const name = words(standing.name)
  const Undo = slots.UndoBatch
  return (
    <section
      aria-label={t('acts:did', { action: name })}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-8 bg-ok-soft py-1.5 pl-3 pr-1.5 text-13"
    >
      <span className="inline-flex shrink-0 items-center gap-1.5 font-medium text-ok">
        <CircleCheckBig size={14} aria-hidden="true" />
        {t('acts:did', { action: name })}
      </span>
      <MadeLinks made={standing.made} />
      <span className="ml-auto inline-flex min-h-7 shrink-0 items-center gap-2 text-12 text-fg-2">
        {act && (
          <span className="pr-1.5" title={fullTime(act.at)}>
            {[act.actor.name || t('acts:system'), relativeTime(act.at)].join(' · ')}
          </span>
        )}
        {act?.can_undo && act.batch && Undo && (
          <Button look="quiet" size="small" className="max-md:h-11" onClick={() => setAsking(true)}>
            {t('acts:undo.of', { what: name })}
          </Button>
        )}
      </span>
      <Arriving>
        {asking && act?.batch && Undo && (
          <Undo batch={act.batch} what={name} onClose={() => setAsking(false)} />
        )}
      </Arriving>
    </section>
  )
}
