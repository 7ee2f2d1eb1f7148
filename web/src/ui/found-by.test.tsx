import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { formQuery } from '@/api/queries'
import type { Form, FoundBecause } from '@/api/types'
import { FoundBy } from './found-by'

const shape = {
  code: 'customer',
  title: 'name',
  fields: [
    { code: 'name', name: { 'zh-CN': '客户名称' } },
    { code: 'short_name', name: { 'zh-CN': '简称' } },
    { code: 'phone', name: { 'zh-CN': '电话' } },
  ],
} as unknown as Form

function told(because: FoundBecause, form: Form | undefined = shape): string {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  if (form) client.setQueryData(formQuery('customer').queryKey, form)
  render(
    <QueryClientProvider client={client}>
      <p data-testid="why">
        <FoundBy form="customer" because={because} className="" />
      </p>
    </QueryClientProvider>,
  )
  return screen.getByTestId('why').textContent
}

test('another name is told with the name of its field', () => {
  expect(told({ field: 'short_name', kind: 'words', text: '海达、HD' })).toBe('简称：海达、HD')
})

test('a number is told as numbers are read', () => {
  expect(told({ field: 'phone', kind: 'digits', text: '+8613800138000' })).toBe('电话：138 0013 8000')
})

test('a title that only sounds so needs no repetition', () => {
  expect(told({ field: 'name', kind: 'sound', text: '青岛海达' })).toBe('拼音匹配')
})

test('what the person does not know of is not told by its code', () => {
  expect(told({ field: 'gone', kind: 'words', text: '海达' })).toBe('')
})
