import { later } from '@/lib/later'

/** What a record opens only when somebody asks for it: each in a chunk of its own. */
export const ConvertDialog = later(() => import('./convert-dialog').then(m => m.ConvertDialog))
export const NeedsForm = later(() => import('../edit/needs-form').then(m => m.NeedsForm))
export const OnlyButton = later(() => import('../timeline/only-button').then(m => m.OnlyButton))
export const CompareDialog = later(() => import('./compare/compare-dialog').then(m => m.CompareDialog))
