import { expect, test } from 'vitest'
import { canRedo, inverse, remember, takeRedo, takeUndo, type UndoStep } from './undo-stack'

const batches = (form: string, batch: string): UndoStep => ({
  kind: 'batches',
  form,
  batches: [batch],
  ids: [],
})

test('steps come back newest first, each form its own', () => {
  remember(batches('stack_lead', 'a'))
  remember(batches('stack_customer', 'x'))
  remember(batches('stack_lead', 'b'))
  expect(takeUndo('stack_lead')).toMatchObject({ batches: ['b'] })
  expect(takeUndo('stack_lead')).toMatchObject({ batches: ['a'] })
  expect(takeUndo('stack_lead')).toBeUndefined()
  expect(takeUndo('stack_customer')).toMatchObject({ batches: ['x'] })
})

test('beside one record only its own steps are taken back, whatever came after them', () => {
  const edit = { form: 'order', before: {}, beforeDisplay: {}, after: {}, afterDisplay: {} }
  remember({ ...edit, rev: 1, kind: 'edit', id: 'rec_1' })
  remember({ ...edit, rev: 1, kind: 'edit', id: 'rec_2' })
  remember({ ...batches('order', 'many'), ids: ['rec_1', 'rec_2'] } as UndoStep)
  expect(takeUndo('order', 'rec_1')).toMatchObject({ kind: 'edit', id: 'rec_1' })
  expect(takeUndo('order', 'rec_1')).toBeUndefined()
  expect(takeUndo('order')).toMatchObject({ batches: ['many'] })
})

test('a new step ends what could be redone in its form only', () => {
  canRedo(batches('stack_lead', 'gone'))
  canRedo(batches('stack_customer', 'kept'))
  remember(batches('stack_lead', 'new'))
  expect(takeRedo('stack_lead')).toBeUndefined()
  expect(takeRedo('stack_customer')).toMatchObject({ batches: ['kept'] })
})

test('an edit the other way round goes from after to before', () => {
  const edit = {
    kind: 'edit' as const,
    form: 'stack_lead',
    id: 'rec_1',
    rev: 1,
    before: { name: 'a' },
    beforeDisplay: { name: 'A' },
    after: { name: 'b' },
    afterDisplay: { name: 'B' },
  }
  expect(inverse(edit)).toMatchObject({
    before: { name: 'b' },
    after: { name: 'a' },
    afterDisplay: { name: 'A' },
  })
  expect(inverse(inverse(edit) as typeof edit)).toEqual(edit)
})
