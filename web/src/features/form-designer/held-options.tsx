import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { formQuery } from '@/api/queries'
import { queryRecords } from '@/api/records'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { heldFilter, retiredOptions } from './retired-options'

/** How many records hold each option that goes out of use: they keep it. */
export function HeldOptions({ doc }: { doc: FormDocument }) {
  const { t } = useTranslation()
  const { data: form } = useQuery({ ...formQuery(doc.code), enabled: doc.version > 0 })
  const retired = retiredOptions(doc, form?.fields ?? [])
  const counts = useQueries({
    queries: retired.map(one => ({
      queryKey: ['counts', doc.code, `held ${one.field.code} ${one.option.code}`],
      queryFn: () =>
        queryRecords(doc.code, { filter: heldFilter(one), fields: ['id'], size: 1, count: 'exact' }).then(
          answer => answer.count ?? 0,
        ),
      retry: false,
    })),
  })
  const held = retired.flatMap((one, index) => {
    const count = counts[index]?.data
    return count ? [{ ...one, count }] : []
  })
  if (held.length === 0) return null
  return (
    <ul role="status" className="mt-3 rounded-8 bg-warn-soft p-3 text-13">
      {held.map(({ field, option, count }) => (
        <li key={option.id}>
          {t('designer:publish.held', {
            count,
            shown: plainNumber(count),
            field: words(field.name),
            name: words(option.label),
          })}
        </li>
      ))}
    </ul>
  )
}
