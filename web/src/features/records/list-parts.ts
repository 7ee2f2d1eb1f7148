import { kindOf } from '@/features/fields/registry'
import type { Fetched } from '@/lib/at-hand'
import { later } from '@/lib/later'
import type { ListState } from './list-state'

/** What a list opens only when somebody asks for it: each in a chunk of its own. */
export const Peek = later(() => import('./detail/peek').then(m => m.Peek))
export const CreateDialog = later(() => import('./create/create-dialog').then(m => m.CreateDialog))
export const FilterPanel = later(() => import('./filters/filter-panel').then(m => m.FilterPanel))
export const SortPanel = later(() => import('./views/sort-panel').then(m => m.SortPanel))
export const GroupPanel = later(() => import('./views/group-panel').then(m => m.GroupPanel))
export const ColumnsPanel = later(() => import('./views/columns-panel').then(m => m.ColumnsPanel))
export const ColourPanel = later(() => import('./views/colour-panel').then(m => m.ColourPanel))
export const BoardPanel = later(() => import('./kanban/board-panel').then(m => m.BoardPanel))
export const CalendarPanel = later(() => import('./calendar/calendar-panel').then(m => m.CalendarPanel))
export const HeaderPanel = later(() => import('./grid/header-panel').then(m => m.HeaderPanel))
export const ViewDialog = later(() => import('./views/view-dialog').then(m => m.ViewDialog))
export const BulkBar = later(() => import('./bulk/bulk-bar').then(m => m.BulkBar))
export const RestoreButton = later(() => import('./edit/restore-button').then(m => m.RestoreButton))
export const BinBar = later(() => import('./views/bin-bar').then(m => m.BinBar))
export const ExportDialog = later(() => import('./export/export-dialog').then(m => m.ExportDialog))
export const WriteSheet = later(() => import('./timeline/write-sheet').then(m => m.WriteSheet))
export const KanbanBoard = later(() => import('./kanban/board').then(m => m.KanbanBoard))
export const CalendarView = later(() => import('./calendar/calendar-view').then(m => m.CalendarView))

/** Those of the components that have a chunk of their own, each once. */
const chunks = (components: readonly object[]): Fetched[] =>
  [...new Set(components)].filter((one): one is Fetched => 'fetch' in one)

/** What is likely to be opened beside the rows, the likeliest first. */
export function desktopParts({ columns, fields }: ListState): Fetched[] {
  const kinds = fields.filter(field => columns.some(column => column.field === field.code)).map(kindOf)
  return [
    Peek,
    BulkBar,
    HeaderPanel,
    ...chunks(kinds.map(kind => kind.Editor)),
    FilterPanel,
    ...chunks(kinds.map(kind => kind.Filter)),
    CreateDialog,
    SortPanel,
    GroupPanel,
    ColumnsPanel,
    ColourPanel,
    ViewDialog,
    ExportDialog,
  ]
}

/** The same under a thumb, where a record is a page of its own. */
export const phoneParts = (): Fetched[] => [WriteSheet, FilterPanel, CreateDialog]
