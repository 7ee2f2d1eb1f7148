import { useTranslation } from 'react-i18next'
import { words } from '@/lib/label'
import { iconOf } from './kinds'
import type { Dragged } from './use-form-commands'

/** What hangs on the pointer while a field is dragged. */
export function Ghost({ dragged }: { dragged: Dragged }) {
  const { t } = useTranslation()
  const type = 'kind' in dragged ? dragged.kind.type : dragged.field.kind.type
  const Icon = iconOf(type)
  const name = 'field' in dragged ? words(dragged.field.name) : ''
  return (
    <div className="flex h-9 w-48 items-center gap-2 rounded-8 border border-accent bg-raised px-3 text-13 shadow-2">
      <Icon size={15} className="text-fg-3" />
      <span className="truncate">{name || t(`fields:kind.${type}`)}</span>
    </div>
  )
}
