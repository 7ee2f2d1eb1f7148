import { updatePerson } from '@/api/people'
import type { PastedPerson } from '@/api/types'

interface Place {
  role: string
  department?: string
}

/** Gives those who were added their role and department. Names whom that failed for: they are there all the same. */
export async function place(
  items: readonly PastedPerson[],
  placeOf: (item: PastedPerson) => Place,
  update: typeof updatePerson = updatePerson,
): Promise<string[]> {
  const left: string[] = []
  for (const item of items) {
    const person = item.created?.person
    const { role, department } = placeOf(item)
    const change = {
      ...(person && role !== person.role ? { role } : {}),
      ...(department ? { department } : {}),
    }
    if (!person || Object.keys(change).length === 0) continue
    await update(person.id, change).catch(() => left.push(item.name))
  }
  return left
}
