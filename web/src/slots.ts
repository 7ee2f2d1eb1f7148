import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Call } from '@/lib/calls'

/**
 * Places that other features fill: a route that exists is named here, and its buttons and entries appear everywhere.
 * A slot that is `undefined` shows nothing, so that there are no dead links.
 */
interface Slots {
  /** Import rows into a form. */
  importRecords: ((form: string) => string) | undefined
  /** Shape a form's fields and layout. */
  designForm: ((form: string) => string) | undefined
  /** Make a new form. */
  newForm: (() => string) | undefined
  /** What is to be done about a record, above its timeline. */
  RecordTasks: LazyExoticComponent<ComponentType<{ form: string; id: string; canAdd: boolean }>> | undefined
  /** Writes a follow-up from anywhere: first about whom. */
  WriteAnyone: LazyExoticComponent<ComponentType<{ onClose: () => void }>> | undefined
  /** Takes an act back, after a look at what that would do. */
  UndoBatch:
    | LazyExoticComponent<ComponentType<{ batch: string; what: string; redo?: boolean; onClose: () => void }>>
    | undefined
  /** Asks how a call went that was begun here. */
  AfterCall: LazyExoticComponent<ComponentType<{ call: Call; onClose: () => void }>> | undefined
  /** Begin to write a follow-up on the record that is open. */
  writeOn: ((record: string) => void) | undefined
  /** What the page is for, and its keys. */
  Help: LazyExoticComponent<ComponentType> | undefined
  /** Says what is wrong with a form. */
  Feedback:
    | LazyExoticComponent<ComponentType<{ form: string; name: string; onClose: () => void }>>
    | undefined
  /** Tells of what comes in, without a place on the page. */
  Ring: LazyExoticComponent<ComponentType> | undefined
  /** What one is told, for the head of the navigation. */
  Bell: LazyExoticComponent<ComponentType> | undefined
  /** What is at work in the background, for the foot of the navigation. */
  Jobs: LazyExoticComponent<ComponentType> | undefined
}

export const slots: Slots = {
  importRecords: form => `/imports/new?form=${form}`,
  designForm: form => `/design/${form}`,
  newForm: () => '/forms/new',
  RecordTasks: lazy(() => import('@/features/tasks/record-tasks').then(m => ({ default: m.RecordTasks }))),
  WriteAnyone: lazy(() =>
    import('@/features/records/timeline/write-anyone').then(m => ({ default: m.WriteAnyone })),
  ),
  UndoBatch: lazy(() => import('@/features/acts/undo-dialog').then(m => ({ default: m.UndoDialog }))),
  AfterCall: lazy(() =>
    import('@/features/records/timeline/after-call').then(m => ({ default: m.AfterCall })),
  ),
  writeOn: record =>
    void import('@/features/records/detail/writing').then(({ setWriting }) => setWriting(record)),
  Help: lazy(() => import('@/features/help/help-panel').then(m => ({ default: m.HelpPanel }))),
  Feedback: lazy(() =>
    import('@/features/feedback/feedback-dialog').then(m => ({ default: m.FeedbackDialog })),
  ),
  Ring: lazy(() => import('@/features/notices/ring-here').then(m => ({ default: m.RingHere }))),
  Bell: lazy(() => import('@/features/notices/bell').then(m => ({ default: m.Bell }))),
  Jobs: lazy(() => import('@/features/import/job-indicator').then(m => ({ default: m.JobIndicator }))),
}
