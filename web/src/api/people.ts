import { http } from './http'
import type { Department, Invitation, PastedPerson, Person, Role } from './types'

export const listPeople = (search?: string) =>
  http<{ items: Person[] }>('GET', '/people', { query: { search } }).then(answer => answer.items)

export interface NewPerson {
  name: string
  login?: string
  phone?: string
  role: string
  department?: string
}
export const addPerson = (body: NewPerson) =>
  http<{ person: Person; invitation: Invitation }>('POST', '/people', { body, creates: true })
export const pastePeople = (text: string, create = false) =>
  http<{ items: PastedPerson[] }>('POST', '/people/paste', {
    body: create ? { text, create } : { text },
    creates: create,
  })
export const updatePerson = (
  id: string,
  body: Partial<Pick<Person, 'name' | 'phone' | 'role' | 'department' | 'state'>>,
) => http<Person>('PATCH', `/people/${id}`, { body })
export const invite = (id: string) =>
  http<Invitation | { invitation: Invitation }>('POST', `/people/${id}/invitation`, { creates: true }).then(
    answer => ('invitation' in answer ? answer.invitation : answer),
  )

type Listed<T> = T[] | { items: T[] }
const items = <T>(answer: Listed<T>): T[] => (Array.isArray(answer) ? answer : answer.items)

export const listDepartments = () => http<Listed<Department>>('GET', '/departments').then(items)
export const addDepartment = (body: { name: string; parent?: string }) =>
  http<Department>('POST', '/departments', { body, creates: true })
export const updateDepartment = (id: string, body: { name?: string; parent?: string | null }) =>
  http<Department>('PATCH', `/departments/${id}`, { body })
export const removeDepartment = (id: string) => http<void>('DELETE', `/departments/${id}`)
export const listRoles = () => http<Listed<Role>>('GET', '/roles').then(items)
