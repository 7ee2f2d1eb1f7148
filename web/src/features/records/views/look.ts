import type { LayoutPart, Look } from '@/lib/list-search'
import type { Layout } from './layout'

/** The layout as somebody looks at it now. */
export const asLooked = (layout: Layout, look: Look | undefined): Layout => ({
  ...layout,
  kanban: layout.kanban && look?.folded ? { ...layout.kanban, collapsed: look.folded } : layout.kanban,
  calendar: layout.calendar && look?.mode ? { ...layout.calendar, mode: look.mode } : layout.calendar,
})

/**
 * A change of the layout without what its settings took from how it is looked at. On another field a board has other columns:
 * none of them is folded.
 */
export function withoutLook(next: LayoutPart, laid: Layout): LayoutPart {
  const { kanban, calendar, ...rest } = next
  const part: LayoutPart = { ...rest }
  if (kanban === null || calendar === null) return next
  if (kanban) {
    const { collapsed: _, ...settings } = kanban
    const folded = laid.kanban?.field === kanban.field ? laid.kanban.collapsed : undefined
    part.kanban = { ...settings, ...(folded ? { collapsed: folded } : {}) }
  }
  if (calendar) {
    const { mode: _, ...settings } = calendar
    const mode = laid.calendar?.mode
    part.calendar = { ...settings, ...(mode ? { mode } : {}) }
  }
  return part
}
