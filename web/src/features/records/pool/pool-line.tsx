import { useTranslation } from 'react-i18next'
import type { Field, Form, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { Button } from '@/ui/button'

/** A record of the pool, as a row or as a card. */
export interface PoolLine {
  form: Form
  /** Not there yet while its page is on the way. */
  record: RecordRow | undefined
  columns: Field[]
  picked: boolean
  open: boolean
  busy: boolean
  onPick: () => void
  onOpen: (id: string) => void
  onClaim: (record: RecordRow) => void
}

/** What a record of the pool is called. */
export function usePoolTitle({ form, record }: Pick<PoolLine, 'form' | 'record'>): string {
  const { t } = useTranslation()
  if (!record) return ''
  return (
    displayOf(record, form.title) || String(recordValue(record, form.title) ?? '') || t('records:untitled')
  )
}

interface ClaimProps {
  title: string
  busy: boolean
  onClaim: () => void
  /** On a phone it is what the card is for. */
  touch?: boolean
}

export function ClaimButton({ title, busy, onClaim, touch }: ClaimProps) {
  const { t } = useTranslation()
  return (
    <Button
      look={touch ? 'primary' : 'default'}
      size={touch ? 'touch' : 'small'}
      disabled={busy}
      aria-label={t('records:pool.claim_named', { title })}
      onClick={onClaim}
    >
      {t('records:pool.claim')}
    </Button>
  )
}
