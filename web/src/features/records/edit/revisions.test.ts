import { expect, test } from 'vitest'
import { answered, inTurn } from './revisions'
import { remember, takeUndo } from './undo-stack'

test('what is taken back is the last that was done, though its answer is still on the way', async () => {
  const step = (batch: string) => ({
    kind: 'batches' as const,
    form: 'lead',
    batches: [batch],
    ids: ['rec_1'],
  })
  remember(step('earlier'))
  let answer = (): void => undefined
  const line = new Promise<void>(resolve => {
    answer = resolve
  })
  const write = inTurn(['rec_1'], () => line).then(() => remember(step('last')))
  const undo = answered().then(() => takeUndo('lead'))
  answer()
  await write
  expect(await undo).toMatchObject({ batches: ['last'] })
})
