import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '@/ui/controls'

export type Side = 'fields' | 'settings'

interface SidePanelProps {
  side: Side
  onSide: (side: Side) => void
  /** The one that is shown. */
  children: ReactNode
}

/** In a narrow window there is room for one panel beside the form: what can be added, or the settings. */
export function SidePanel({ side, onSide, children }: SidePanelProps) {
  const { t } = useTranslation()
  return (
    <div className="flex w-[312px] shrink-0 flex-col border-l border-line bg-surface [&>aside]:min-h-0 [&>aside]:w-full [&>aside]:flex-1 [&>aside]:border-0">
      <div className="shrink-0 border-b border-line px-3 py-1">
        <Segmented
          label={t('designer:side.label')}
          value={side}
          options={(['fields', 'settings'] as const).map(value => ({
            value,
            label: t(`designer:side.${value}`),
          }))}
          onChange={onSide}
        />
      </div>
      {children}
    </div>
  )
}
