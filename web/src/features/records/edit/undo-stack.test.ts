import { expect, test } from 'vitest'
import { canRedo, inverse, remember, takeRedo, takeUndo, type UndoStep } from './undo-stack'

const batches = (form: string, batch: string): UndoStep => ({
  kind: 'batches',
  form,
  batches: [batch],
  ids: [],
})

test('steps come back newest first, each form its own', () => {
  remember(batches('lead', 'a'))
  remember(batches('customer', 'x'))
  remember(batches('lead', 'b'))
  expect(takeUndo('lead')).toMatchObject({ batches: ['b'] })
  expect(takeUndo('lead')).toMatchObject({ batches: ['a'] })
  expect(takeUndo('lead')).toBeUndefined()
  expect(takeUndo('customer')).toMatchObject({ batches: ['x'] })
})

test('a new step ends what could be redone in its form only', () => {
  canRedo(batches('lead', 'gone'))
  canRedo(batches('customer', 'kept'))
  remember(batches('lead', 'new'))
  expect(takeRedo('lead')).toBeUndefined()
  expect(takeRedo('customer')).toMatchObject({ batches: ['kept'] })
})

test('an edit the other way round goes from after to before', () => {
  const edit = {
    kind: 'edit' as const,
    form: 'lead',
    id: 'rec_1',
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
