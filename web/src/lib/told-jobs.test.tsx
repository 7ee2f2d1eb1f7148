import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { isToldInSight, useTellsOf } from './told-jobs'

const tells = (job: string, ended = false) =>
  renderHook(({ ended }) => useTellsOf(job, ended), { initialProps: { ended } })

test('a job is told in sight while a page or dialog about it is open', () => {
  expect(isToldInSight('job_1')).toBe(false)
  const page = tells('job_1')
  const dialog = tells('job_1')
  expect(isToldInSight('job_1')).toBe(true)
  expect(isToldInSight('job_2')).toBe(false)
  page.unmount()
  expect(isToldInSight('job_1')).toBe(true)
  dialog.unmount()
  expect(isToldInSight('job_1'), 'whoever left it at work is told').toBe(false)
  expect(isToldInSight(undefined)).toBe(false)
})

test('whoever closes it after its end was told', () => {
  const dialog = tells('job_3')
  dialog.rerender({ ended: true })
  dialog.unmount()
  expect(isToldInSight('job_3'), 'the notice may come a moment later').toBe(true)
})
