import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { BothLanguages } from './both-languages'

async function shown(value: Record<string, string>) {
  await import('@/features/designer/words')
  render(<BothLanguages label="表单名称" value={value} onChange={() => undefined} />)
}

test('where two boxes stand, each says which language it is for', async () => {
  await shown({ 'zh-CN': '线索', en: 'Lead' })
  expect(screen.getByText('中文')).toBeTruthy()
  expect(screen.getByText('English')).toBeTruthy()
})

test('one box needs no such word, until the other is asked for', async () => {
  await shown({ 'zh-CN': '线索' })
  expect(screen.queryByText('中文')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '英文名称' }))
  expect(screen.getByText('English')).toBeTruthy()
})
