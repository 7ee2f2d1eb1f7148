import type { Person } from '@/api/types'

interface Named {
  id: string
  name: string
}

/** Who can be given work: oneself first, nobody who has left, narrowed by what is typed. */
export function colleagues(people: readonly Person[], me: Named, text: string): Named[] {
  const wanted = text.trim().toLowerCase()
  const working = people.filter(person => person.state !== 'disabled' && person.id !== me.id)
  return [{ id: me.id, name: me.name }, ...working]
    .filter(person => person.name.toLowerCase().includes(wanted))
    .map(({ id, name }) => ({ id, name }))
}
