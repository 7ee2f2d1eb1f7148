import { Filter as FilterIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Filter, Form } from '@/api/types'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Popover } from '@/ui/popover'
import { FilterChips } from '../filters/filter-chips'
import { countConditions } from '../filters/filter-document'
import { FilterPanel } from '../list-parts'

interface PoolFilterProps {
  form: Form
  /** Without those that the pool masks. */
  fields: Field[]
  filter: Filter | undefined
  onChange: (filter: Filter) => void
}

export function PoolFilter({ form, fields, filter, onChange }: PoolFilterProps) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [button, setButton] = useState<HTMLElement | null>(null)
  return (
    <div className="no-scrollbar flex min-w-0 items-center gap-1.5 overflow-x-auto p-1">
      <Button
        ref={setButton}
        look="quiet"
        size="small"
        icon={<FilterIcon size={14} />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        className={cx(countConditions(filter) > 0 && 'text-accent!')}
        onClick={event => setAnchor(anchor ? null : event.currentTarget)}
      >
        {t('filters:title')}
      </Button>
      <FilterChips fields={fields} filter={filter} onChange={onChange} onOpen={() => setAnchor(button)} />
      <Popover
        open={anchor !== null}
        anchor={anchor}
        onClose={() => setAnchor(null)}
        label={t('filters:title')}
      >
        <Arriving fallback={<div className="h-24 w-72" />}>
          {anchor && <FilterPanel form={form.code} fields={fields} filter={filter} onChange={onChange} />}
        </Arriving>
      </Popover>
    </div>
  )
}
