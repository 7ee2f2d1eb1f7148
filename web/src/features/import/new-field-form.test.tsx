import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ImportColumn } from '@/api/import-types'
import { formsQuery } from '@/api/queries'
import type { Field } from '@/api/types'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'
import { NewFieldForm } from './new-field-form'

beforeEach(() => {
  i18n.addResourceBundle('zh-CN', 'import', zh)
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const column = { index: 3, header: '预算', sample: ['5万'], blank: 0, distinct: 1 } as unknown as ImportColumn

function show(kind: Field['kind']) {
  const onChange = vi.fn()
  const client = new QueryClient()
  client.setQueryData(formsQuery.queryKey, [])
  const made: Field = { id: '', code: 'budget', name: '预算', kind }
  render(
    <QueryClientProvider client={client}>
      <NewFieldForm column={column} made={made} onChange={onChange} />
    </QueryClientProvider>,
  )
  return onChange
}

test('the currency of new money is said and can be another, by its name; its digits are left to the server', () => {
  const onChange = show({ type: 'money', currency: 'CNY', decimals: 2 })
  expect(screen.getByText('人民币 CNY')).toBeTruthy()
  const currency = screen.getByRole('combobox', { name: '币种' })
  fireEvent.mouseDown(currency)
  fireEvent.change(currency, { target: { value: '日元' } })
  fireEvent.click(screen.getByText('日元 JPY'))
  const [patch] = onChange.mock.calls[0] ?? []
  expect(patch).toMatchObject({ index: 3, to: { new_field: { code: 'budget' } } })
  expect(patch.to.new_field.kind).toEqual({ type: 'money', currency: 'JPY' })
})

test('no other kind has a currency', () => {
  show({ type: 'number', decimals: 2 })
  expect(screen.queryByRole('combobox', { name: '币种' })).toBeNull()
})
