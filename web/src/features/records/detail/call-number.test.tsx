import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import type { Field, Form, RecordFull } from '@/api/types'
import { linkedFrom, useCalled } from './call-number'

const field = (code: string, kind: object, more: Partial<Field> = {}): Field =>
  ({ id: code, code, name: { 'zh-CN': code }, kind, ...more }) as Field
const form = (code: string, ...fields: Field[]): Form =>
  ({ code, title: 'name', fields: [field('name', { type: 'text' }), ...fields] }) as unknown as Form
const row = (id: string, values: object): RecordFull =>
  ({ id, rev: 1, values, display: { name: id }, system: {} }) as unknown as RecordFull

const DEAL = form(
  'deal',
  field('customer', { type: 'link', form: 'customer' }),
  field('contact', { type: 'link', form: 'contact' }),
)
const FORMS: Record<string, Form> = {
  customer: form('customer'),
  contact: form(
    'contact',
    field('private', { type: 'phone' }, { sensitive: true }),
    field('mobile', { type: 'phone' }),
  ),
}

function called(of: Form, record: RecordFull, records: Record<string, RecordFull>) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.pathname)
    const [, code, id] = url.pathname.match(/forms\/(\w+)(?:\/records\/(\w+))?$/) ?? []
    const found = id ? records[id] : FORMS[code ?? '']
    return Response.json(found ?? { code: 'not_found' }, { status: found ? 200 : 404 })
  })
  const client = new QueryClient()
  const { result } = renderHook(() => useCalled(of, record), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  })
  return { result, asked }
}

test('a record without a number is called through the first linked one that has one', async () => {
  const deal = row('rec_1', { customer: 'rec_2', contact: ['rec_3', 'rec_4'] })
  const found = {
    rec_3: row('rec_3', { private: '110' }),
    rec_4: row('rec_4', { mobile: '13800138000' }),
  }
  const { result, asked } = called(DEAL, deal, found)
  await waitFor(() => expect(result.current).toEqual({ number: '13800138000', name: 'rec_4' }))
  // A form without numbers is not read through.
  expect(asked.some(path => path.endsWith('/rec_2'))).toBe(false)
})

test('a person of the company is called before the company', async () => {
  FORMS.firm = form('firm', field('switchboard', { type: 'phone' }))
  FORMS.person = form(
    'person',
    field('firm', { type: 'link', form: 'firm' }),
    field('mobile', { type: 'phone' }),
  )
  const visit = form(
    'visit',
    field('firm', { type: 'link', form: 'firm' }),
    field('person', { type: 'link', form: 'person' }),
  )
  const found = { rec_2: row('rec_2', { switchboard: '0755' }), rec_3: row('rec_3', { mobile: '138' }) }
  const { result } = called(visit, row('rec_1', { firm: 'rec_2', person: 'rec_3' }), found)
  await waitFor(() => expect(result.current).toEqual({ number: '138', name: 'rec_3' }))
})

test('its own number needs nobody else; who is out of sight has none', async () => {
  const contact = form('contact', field('mobile', { type: 'phone' }), ...DEAL.fields)
  const own = called(contact, row('rec_1', { mobile: '110', contact: 'rec_3' }), {})
  expect([own.result.current, own.asked]).toEqual([{ number: '110' }, []])
  const hidden = called(DEAL, row('rec_1', { contact: 'rec_3' }), {})
  await waitFor(() => expect(hidden.asked.some(path => path.endsWith('/rec_3'))).toBe(true))
  expect(hidden.result.current).toBeUndefined()
})

test('who is linked is looked through in the order of the fields, and not without end', () => {
  const many = row('rec_1', { customer: 'a', contact: ['b', 'c', 'd', 'e'] })
  expect(linkedFrom(DEAL, many).map(one => one.id)).toEqual(['a', 'b', 'c', 'd'])
})
