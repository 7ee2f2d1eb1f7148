import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Activity, Form, Me, RecordRow } from '@/api/types'
import { Composer } from './composer'
import { RemarkBox } from './remarks/remark-box'

const FORM = { code: 'lead', name: { zh: '线索' }, title: 'name', fields: [] } as unknown as Form
const RECORD = { id: 'rec_1', values: {}, display: {} } as unknown as RecordRow

function opened(person: string, what: ReactNode): HTMLTextAreaElement {
  cleanup()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: person, name: person, permissions: {} } as unknown as Me)
  render(<QueryClientProvider client={client}>{what}</QueryClientProvider>)
  // The hour and the minutes are textboxes, too.
  const [area] = screen.getAllByRole('textbox').filter(one => one instanceof HTMLTextAreaElement)
  if (!area) throw new Error('nothing to write in')
  return area
}

const remark = (
  <RemarkBox
    form="lead"
    record="rec_1"
    activity={{ id: 'act_1' } as Activity}
    acts={{ busy: false } as never}
    onClose={() => undefined}
  />
)

test.each([
  ['follow-up', <Composer key="composer" form={FORM} record={RECORD} />],
  ['remark', remark],
])('a %s that was begun waits for its writer; the next person finds an empty field', (_, what) => {
  fireEvent.change(opened('usr_1', what), { target: { value: '报价八折' } })
  expect(opened('usr_2', what).value).toBe('')
  expect(opened('usr_1', what).value).toBe('报价八折')
})
