import { useQuery } from '@tanstack/react-query'
import { Route } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import { formsQuery, useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { Button } from '@/ui/button'
import { fitOf, intoNewForm } from './fit'

/** Why the table goes into this form, which nobody chose; one click makes a form of its own instead. */
export function FitBar({ one, change }: { one: Import; change: (patch: ImportPatch) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const fit = fitOf(one)
  const form = forms?.find(other => other.code === one.target.form)
  if (!one.proposed || one.remembered || !fit || !form) return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-8 bg-accent-soft/60 px-3 py-1.5 text-13 text-fg-2">
      <Route size={14} className="shrink-0 text-accent" aria-hidden="true" />
      <span>{t('import:fit.with', { ...fit, form: words(form.name) })}</span>
      {me.permissions.build && (
        <Button look="link" size="small" className="max-md:min-h-11" onClick={() => change(intoNewForm(one))}>
          {t('import:fit.new_form')}
        </Button>
      )}
    </p>
  )
}
