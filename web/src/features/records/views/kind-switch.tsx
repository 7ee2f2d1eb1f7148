import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { KIND_ICONS, kindsOf } from '@/features/fields/view-kinds'
import { cx } from '@/ui/class-names'
import type { ListState } from '../list-state'

/** The same records as rows, on a board or in a calendar; only what the form has fields for is offered. */
export function KindSwitch({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const kinds = useMemo(() => kindsOf(list.form), [list.form])
  if (kinds.length < 2) return null
  return (
    <div
      role="radiogroup"
      aria-label={t('records:kind.label')}
      className="flex shrink-0 items-center rounded-8 bg-subtle p-0.5"
    >
      {kinds.map(kind => {
        const Icon = KIND_ICONS[kind]
        const on = kind === list.kind
        return (
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={on}
            onClick={() => on || list.setKind(kind)}
            className={cx(
              'flex h-6.5 items-center gap-1.5 rounded-6 px-2.5 text-13 transition-colors max-lg:px-2',
              on ? 'bg-surface font-medium text-fg shadow-1 dark:bg-active' : 'text-fg-2 hover:text-fg',
            )}
          >
            <Icon size={14} aria-hidden="true" />
            {t(`records:kind.${kind}`)}
          </button>
        )
      })}
    </div>
  )
}
