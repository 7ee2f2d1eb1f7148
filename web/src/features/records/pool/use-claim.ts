import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runBatch } from '@/api/records'
import type { Form } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { codeText, problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import { CHUNK, type Ran, runChunked } from '../edit/chunked'
import { startWork } from '../edit/progress'
import { remember, type UndoStep } from '../edit/undo-stack'
import { useSave } from '../edit/use-save'
import { useRefreshList } from '../edit/use-trash'
import { useUndo } from '../edit/use-undo'

export interface Claim {
  busy: boolean
  /** Takes these records out of the pool, as far as nobody was faster; the ones that are this person's now. */
  claim: (ids: readonly string[]) => Promise<string[]>
}

/** Makes records one's own that nobody owns, and says which others were faster with. */
export function useClaim(form: Form): Claim {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const { undoStep } = useUndo(form, useSave(form))
  const [busy, setBusy] = useState(false)
  const tell = (ran: Ran) => {
    if (ran.problem) toast(problemText(ran.problem), { tone: 'bad' })
    const taken = ran.refused.filter(({ code }) => code === 'claimed')
    const by = taken.length === 1 ? taken[0]?.params?.by : undefined
    if (typeof by === 'string') toast(t('records:pool.taken_by', { name: by }), { tone: 'bad' })
    else if (taken.length > 0) toast(t('records:pool.taken', { count: taken.length }), { tone: 'bad' })
    const other = ran.refused.find(({ code }) => code !== 'claimed')
    if (other) toast(codeText(other.code, other.params), { tone: 'bad' })
  }
  return {
    busy,
    claim: async ids => {
      setBusy(true)
      const progress = ids.length > CHUNK ? startWork(t('records:pool.claiming'), ids.length) : undefined
      const commands = ids.map(id => ({ claim: { id } }))
      // Each refusal names one that somebody else has by now; the rest is asked for again.
      const ran = await runChunked(form.code, commands, progress?.step, runBatch, CHUNK, CHUNK)
      progress?.end()
      setBusy(false)
      refresh()
      void client.invalidateQueries({ queryKey: ['record', form.code] })
      tell(ran)
      if (ran.batches.length > 0) {
        const { batches } = ran
        const step: UndoStep = { kind: 'batches', form: form.code, batches, ids: ran.ids, list: true }
        remember(step)
        const count = ran.ids.length
        toast(t('records:pool.claimed', { count, shown: plainNumber(count) }), {
          step,
          action: { label: t('app:undo'), run: () => void undoStep(step) },
        })
      }
      return ran.ids
    },
  }
}
