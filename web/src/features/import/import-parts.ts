import { later } from '@/lib/later'

/** What follows the first step, each in a chunk of its own: dragging columns and matching values weigh the most. */
export const StepFields = later(() => import('./step-fields').then(m => m.StepFields))
export const StepCheck = later(() => import('./step-check').then(m => m.StepCheck))
export const Outcome = later(() => import('./outcome').then(m => m.Outcome))
export const UndoDialog = later(() => import('./undo-dialog').then(m => m.UndoDialog))
