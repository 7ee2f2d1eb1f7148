import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { type Holding, heldBy } from '@/lib/holdings'
import { words } from '@/lib/label'
import { FormIcon } from '@/ui/form-icon'
import { type Bulk, useBulk } from '../bulk/use-bulk'
import type { Selection } from '../grid/selection'
import { ChoiceRow } from './choice-row'

interface FormRowProps {
  person: string
  holding: Holding
  value: string | undefined
  heirs: readonly Person[]
  onChange: (choice: string) => void
  /** Where the bulk work of the form is kept for the moment in which all of it begins. */
  bulks: Map<string, Bulk>
}

const nothing = () => undefined
/** Everything that the question finds. */
const everything = (size: number): Selection => ({
  picked: new Map(),
  except: new Set(),
  size,
  has: () => true,
  toggle: nothing,
  replace: nothing,
  every: nothing,
  clear: nothing,
})

/** What somebody holds of a form, and what happens to it. */
export function FormRow({ person, holding, value, heirs, onChange, bulks }: FormRowProps) {
  const { t } = useTranslation()
  const { form, count } = holding
  const query = {
    form: form.code,
    filter: heldBy(form, [person]),
    sort: [],
    q: undefined,
    bin: false,
    fields: [],
  }
  const bulk = useBulk(form, query, everything(count))
  useEffect(() => {
    bulks.set(form.code, bulk)
  })
  return (
    <ChoiceRow
      icon={<FormIcon name={form.icon || form.code} size={15} className="shrink-0 text-fg-3" />}
      name={words(form.plural) || words(form.name)}
      count={t('leave:records', { count, shown: plainNumber(count) })}
      value={value}
      pool={form.pool && form.can.edit ? words(form.pool.name) : undefined}
      heirs={heirs}
      onChange={onChange}
    />
  )
}
