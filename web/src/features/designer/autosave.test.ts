import { describe, expect, test } from 'vitest'
import { Problem } from '@/api/http'
import { isRefusal, saveNow } from './autosave'
import { makeDesigner, saveState } from './store'

const say = (text: string) => ({ label: 'say', apply: () => ({ text }) })

describe('saving a draft', () => {
  test('what was typed while a save was under way is still unsaved afterwards', async () => {
    const designer = makeDesigner({ text: '' }, 4)
    designer.edit(say('one'))
    const whole = await saveNow(designer, async (_, revision) => {
      designer.edit(say('two'))
      return { revision: revision + 1 }
    })
    expect(whole).toBe(false)
    expect(designer.store.getState().revision).toBe(5)
    expect(saveState(designer.store.getState())).toBe('dirty')
  })

  test('another revision on the server is a conflict, and nothing more is sent', async () => {
    const designer = makeDesigner({ text: '' }, 4)
    designer.edit(say('one'))
    let sent = 0
    const refuse = async () => {
      sent += 1
      throw new Problem(409, { code: 'conflict' })
    }
    await saveNow(designer, refuse)
    await saveNow(designer, refuse)
    expect(sent).toBe(1)
    expect(saveState(designer.store.getState())).toBe('conflict')
  })

  test('undoing back to what is stored leaves nothing to save', async () => {
    const designer = makeDesigner({ text: '' }, 4)
    designer.edit(say('one'))
    designer.undo()
    expect(await saveNow(designer, () => Promise.reject(new Error('sent')))).toBe(true)
  })
})

test('what was refused is not sent again by itself, what the line lost is', () => {
  expect(isRefusal(new Problem(422, { code: 'invalid' }))).toBe(true)
  expect(isRefusal(new Problem(0, {}))).toBe(false)
  expect(isRefusal(new Problem(503, { code: 'unreachable' }))).toBe(false)
})
