import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import { dateText } from '@/lib/format'
import { SaidBar } from './said-bar'

/** The decisions of an earlier import of the same columns were taken over: whose, from when, and how to begin anew. */
export function RememberedBar({ one, change }: { one: Import; change: (patch: ImportPatch) => void }) {
  const { t } = useTranslation()
  const last = one.remembered
  if (!last) return null
  const facts = [dateText(last.at), last.by].filter(Boolean).join(t('import:remembered.and'))
  return (
    <SaidBar
      icon={History}
      text={t('import:remembered.from', { facts })}
      action={t('import:remembered.anew')}
      onAct={() => change({ recognise: true })}
    />
  )
}
