import { useQuery } from '@tanstack/react-query'
import { ChevronRight, HeartPulse } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Import } from '@/api/import-types'
import { getCheckup } from '@/api/imports'
import { formQuery } from '@/api/queries'
import { i18n } from '@/i18n/setup'
import { compactMoney, compactNumber, plainNumber } from '@/lib/format'
import { listHref } from '@/lib/list-search'
import { useGo } from '@/lib/use-go'
import { importKey } from './use-import'

/** 体检: what the records of the form lack, each a list one click away. */
export function Checkup({ one, form, name }: { one: Import; form: string; name: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const { data } = useQuery({
    queryKey: [...importKey(one.id), 'checkup'],
    queryFn: () => getCheckup(one.id),
    retry: false,
  })
  const { data: definition } = useQuery(formQuery(form))
  /** Who sees no such field is not told its currency either. */
  const money = (amount: string, code: string | null) => {
    const field = definition?.fields.find(one => one.code === code)
    if (!field) return compactNumber(Number(amount))
    return compactMoney(Number(amount), field.kind.currency ?? 'CNY')
  }
  const cards = (data ?? []).filter(card => card.count > 0 && i18n.exists(`import:checkup.${card.code}`))
  if (cards.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 flex items-center gap-2 text-16 font-semibold">
        <HeartPulse size={18} className="text-fg-3" aria-hidden="true" />
        {t('import:checkup.title', { form: name })}
      </h3>
      <p className="mb-3 text-13 text-fg-3">{t('import:checkup.hint')}</p>
      <ul className="grid grid-cols-2 gap-2 max-md:grid-cols-1">
        {cards.map(card => (
          <li key={card.code}>
            <button
              type="button"
              onClick={() => go(listHref(form, card.filter ? { filter: card.filter } : {}))}
              className="flex w-full items-center gap-3 rounded-8 border border-line px-3 py-2.5 text-left transition-colors enabled:hover:border-line-strong enabled:hover:bg-hover"
            >
              <b className="tabular min-w-12 text-20 font-semibold">{plainNumber(card.count)}</b>
              <span className="min-w-0 flex-1 text-13 text-fg-2">
                {t(`import:checkup.${card.code}`, card.params)}
                {card.amount && Number(card.amount) > 0 && (
                  <span className="tabular ml-1.5 text-fg-3">
                    {t('import:checkup.amount', { amount: money(card.amount, card.amount_field) })}
                  </span>
                )}
              </span>
              <ChevronRight size={16} className="shrink-0 text-fg-3" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
