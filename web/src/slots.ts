import type { ComponentType } from 'react'
import type { Person } from '@/api/types'
import type { Call } from '@/lib/calls'
import { later } from '@/lib/later'

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
  RecordTasks: ComponentType<{ form: string; id: string; canAdd: boolean }> | undefined
  /** Writes a follow-up from anywhere: first about whom. */
  WriteAnyone: ComponentType<{ onClose: () => void }> | undefined
  /** Takes an act back, after a look at what that would do. */
  UndoBatch: ComponentType<{ batch: string; what: string; redo?: boolean; onClose: () => void }> | undefined
  /** Somebody leaves: locks them out where `leaving`, and hands over what they hold. */
  Leave: ComponentType<{ person: Person; leaving: boolean; onClose: () => void }> | undefined
  /** How far long work of this tab is. */
  WorkBar: ComponentType | undefined
  /** Asks how a call went that was begun here. */
  AfterCall: ComponentType<{ call: Call; onClose: () => void }> | undefined
  /** Begin to write a follow-up on the record that is open. */
  writeOn: ((record: string) => void) | undefined
  /** What the page is for, and its keys. */
  Help: ComponentType | undefined
  /** Says what is wrong with a form. */
  Feedback: ComponentType<{ form: string; name: string; onClose: () => void }> | undefined
  /** Tells of what comes in, without a place on the page. */
  Ring: ComponentType | undefined
  /** What one is told, for the head of the navigation. */
  Bell: ComponentType | undefined
  /** What is at work in the background, for the foot of the navigation. */
  Jobs: ComponentType | undefined
}

export const slots: Slots = {
  importRecords: form => `/imports/new?form=${form}`,
  designForm: form => `/design/${form}`,
  newForm: () => '/forms/new',
  RecordTasks: later(() => import('@/features/tasks/record-tasks').then(m => m.RecordTasks)),
  WriteAnyone: later(() => import('@/features/records/timeline/write-anyone').then(m => m.WriteAnyone)),
  UndoBatch: later(() => import('@/features/acts/undo-dialog').then(m => m.UndoDialog)),
  Leave: later(() => import('@/features/records/leave/leave-dialog').then(m => m.LeaveDialog)),
  WorkBar: later(() => import('@/features/records/bulk/work-bar').then(m => m.WorkBar)),
  AfterCall: later(() => import('@/features/records/timeline/after-call').then(m => m.AfterCall)),
  writeOn: record =>
    void import('@/features/records/detail/writing').then(({ setWriting }) => setWriting(record)),
  Help: later(() => import('@/features/help/help-panel').then(m => m.HelpPanel)),
  Feedback: later(() => import('@/features/feedback/feedback-dialog').then(m => m.FeedbackDialog)),
  Ring: later(() => import('@/features/notices/ring-here').then(m => m.RingHere)),
  Bell: later(() => import('@/features/notices/bell').then(m => m.Bell)),
  Jobs: later(() => import('@/features/import/job-indicator').then(m => m.JobIndicator)),
}
