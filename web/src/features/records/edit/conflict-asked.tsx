import { lazy, Suspense } from 'react'
import type { Form } from '@/api/types'
import { useConflict } from './conflict-store'

const OpenConflict = lazy(() =>
  import('./conflict-dialog').then(module => ({ default: module.OpenConflict })),
)

/** Where somebody changed the same fields meanwhile, the dialog that asks; fetched when there is something to ask. */
export function ConflictDialog({ form }: { form: Form }) {
  const conflict = useConflict(state => state.conflict)
  if (!conflict || conflict.form !== form.code) return null
  return (
    <Suspense>
      <OpenConflict key={`${conflict.id}${conflict.current.rev}`} form={form} conflict={conflict} />
    </Suspense>
  )
}
