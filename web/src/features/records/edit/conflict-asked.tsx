import type { Form } from '@/api/types'
import { later } from '@/lib/later'
import { Arriving } from '@/ui/arriving'
import { useConflict } from './conflict-store'

const OpenConflict = later(() => import('./conflict-dialog').then(m => m.OpenConflict))

/** Where somebody changed the same fields meanwhile, the dialog that asks; fetched when there is something to ask. */
export function ConflictDialog({ form }: { form: Form }) {
  const conflict = useConflict(state => state.conflict)
  if (!conflict || conflict.form !== form.code) return null
  return (
    <Arriving>
      <OpenConflict key={`${conflict.id}${conflict.current.rev}`} form={form} conflict={conflict} />
    </Arriving>
  )
}
