import { CalendarClock, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timeFields } from '@/features/fields/view-kinds'
import { words } from '@/lib/label'
import { Button } from '@/ui/button'
import { Menu } from '@/ui/menu'
import type { ListState } from '../list-state'
import type { CalendarPlan } from './events'

/** Which date puts a record on its day, said where the days are, and another one to go by. */
export function ByField({ list, plan }: { list: ListState; plan: CalendarPlan }) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { end: _, ...settings } = plan.settings
  return (
    <>
      <Button
        look="quiet"
        size="small"
        icon={<CalendarClock size={14} aria-hidden="true" />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        title={t('calendar:by_hint')}
        className="min-w-0 max-w-56 shrink! max-md:px-1.5"
        onClick={event => setAnchor(anchor ? null : event.currentTarget)}
      >
        <span className="min-w-0 truncate">{t('calendar:by', { field: words(plan.start.name) })}</span>
        <ChevronDown size={13} aria-hidden="true" className="shrink-0 text-fg-3" />
      </Button>
      <Menu
        open={anchor !== null}
        anchor={anchor}
        onClose={() => setAnchor(null)}
        align="end"
        label={t('calendar:by_hint')}
        items={timeFields(list.form).map(field => ({
          key: field.code,
          label: words(field.name),
          checked: field.code === plan.start.code,
          run: () =>
            field.code === plan.start.code ||
            list.setLayout({ calendar: { ...settings, start: field.code } }),
        }))}
      />
    </>
  )
}
