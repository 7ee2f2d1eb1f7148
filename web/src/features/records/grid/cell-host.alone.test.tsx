import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { expect, test, vi } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import type { EditorProps } from '@/features/fields/kind-ui'
import { later } from '@/lib/later'
import { onMissingCode } from '@/lib/missing-code'
import { world } from '@/lib/world'
import { CellHost } from './cell-host'

const load = vi.hoisted(() => vi.fn())

vi.mock('@/features/fields/registry', async original => {
  const { kindOf, ...rest } = await original<typeof import('@/features/fields/registry')>()
  const Editor = later<EditorProps>(load)
  return { ...rest, kindOf: (field: Field) => ({ ...kindOf(field), Editor }) }
})

const FIELD = { code: 'due', name: { 'zh-CN': '期限' }, kind: { type: 'date' } } as unknown as Field
const RECORD = { id: 'rec_1', values: { due: '2020-01-05' }, display: {} } as unknown as RecordRow
const DateEditor: ComponentType<EditorProps> = ({ label }) => <input aria-label={label} />

test('a cell whose editor cannot be had keeps its value in sight, and leaves the page as it is', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(world, 'answers').mockResolvedValue(false)
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const gone = new Error('Failed to fetch dynamically imported module: /assets/date.js')
  await onMissingCode(gone, world)
  load.mockRejectedValueOnce(gone).mockResolvedValue(DateEditor)
  const onCommit = vi.fn()
  const onCancel = vi.fn()
  render(
    <QueryClientProvider client={new QueryClient()}>
      <p>{'rows'}</p>
      <CellHost field={FIELD} form="lead" record={RECORD} onCommit={onCommit} onCancel={onCancel} />
    </QueryClientProvider>,
  )
  const again = await screen.findByRole('button', { name: '重试' })
  expect(screen.getByText('rows')).toBeTruthy()
  expect(screen.getByText(/01-05|1月5日/)).toBeTruthy()
  expect(document.activeElement).toBe(again)
  fireEvent.keyDown(again, { key: 'Enter' })
  expect(onCommit).not.toHaveBeenCalled()
  await act(async () => fireEvent.click(again))
  expect(await screen.findByRole('textbox', { name: '期限' })).toBeTruthy()
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' })
  expect(onCancel).toHaveBeenCalledTimes(1)
})
