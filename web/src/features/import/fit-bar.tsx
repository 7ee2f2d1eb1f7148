import { useQuery } from '@tanstack/react-query'
import { Route } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import { formsQuery, useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { fitOf, intoNewForm } from './fit'
import { SaidBar } from './said-bar'

/** Why the table goes into this form, which nobody chose; one click makes a form of its own instead. */
export function FitBar({ one, change }: { one: Import; change: (patch: ImportPatch) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const fit = fitOf(one)
  const form = forms?.find(other => other.code === one.target.form)
  if (!one.proposed || one.remembered || !fit || !form) return null
  return (
    <SaidBar
      icon={Route}
      text={t('import:fit.with', { ...fit, form: words(form.name) })}
      action={me.permissions.build ? t('import:fit.new_form') : undefined}
      onAct={() => change(intoNewForm(one))}
    />
  )
}
