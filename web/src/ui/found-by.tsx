import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formQuery } from '@/api/queries'
import type { FoundBecause } from '@/api/types'
import { phoneText } from '@/lib/format'
import { words } from '@/lib/label'

/** By which field a record was found, where its title does not say it: 简称：海达. */
export function FoundBy({
  form,
  because,
  className,
}: {
  form: string
  because: FoundBecause
  className: string
}) {
  const { t } = useTranslation()
  const { data: shape } = useQuery(formQuery(form))
  const field = shape?.fields.find(({ code }) => code === because.field)
  const isTitle = because.field === shape?.title
  // Until the form is known nothing is said: a code would be no word.
  if (!shape || (!field && !isTitle)) return null
  const text = because.kind === 'digits' ? phoneText(because.text) : because.text
  return (
    <span data-because="" className={className}>
      {isTitle ? t('app:palette.by_sound') : t('app:palette.by_field', { field: words(field?.name), text })}
    </span>
  )
}
