import { later } from '@/lib/later'
import type { TimeProps } from '../date/time-editor'
import type { EditorProps, FilterProps } from '../kind-ui'

/** Editors and filters that need antd's pickers live in chunks of their own. */
export const TextFilterLater = later<FilterProps>(() => import('./filter-text').then(m => m.TextFilter))
export const NumberFilterLater = later<FilterProps>(() => import('./filter-number').then(m => m.NumberFilter))
export const DaysFilterLater = later<FilterProps>(() => import('./filter-number').then(m => m.DaysFilter))
export const DateFilterLater = later<FilterProps>(() => import('./filter-date').then(m => m.DateFilter))
export const OptionFilterLater = later<FilterProps>(() =>
  import('./filter-options').then(m => m.OptionFilter),
)
export const PersonFilterLater = later<FilterProps>(() => import('./filter-remote').then(m => m.PersonFilter))
export const LinkFilterLater = later<FilterProps>(() => import('./filter-remote').then(m => m.LinkFilter))
export const DepartmentFilterLater = later<FilterProps>(() =>
  import('./filter-remote').then(m => m.DepartmentFilter),
)
export const OneOptionLater = later<EditorProps>(() => import('../choice/editor').then(m => m.ChoiceEditor))
export const DateLater = later<EditorProps>(() => import('../date/editor').then(m => m.DateEditor))
export const TimeLater = later<TimeProps>(() => import('../date/time-editor').then(m => m.TimeEditor))
export const PersonLater = later<EditorProps>(() => import('../person/editor').then(m => m.PersonEditor))
