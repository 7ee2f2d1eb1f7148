import { describe, expect, test } from 'vitest'
import type { Edit } from './edit'
import { begin, commit, redo, undo } from './history'

interface Doc {
  text: string
}
const type = (text: string, merge?: string): Edit<Doc> => ({
  label: 'type',
  ...(merge ? { merge } : {}),
  apply: doc => (doc.text === text ? doc : { text }),
})

describe('history of a designer', () => {
  test('undo and redo walk through the same documents', () => {
    const one = commit(begin<Doc>({ text: '' }), type('a'), 0)
    const two = commit(one, type('b'), 10)
    expect(undo(two).doc).toBe(one.doc)
    expect(redo(undo(two)).doc).toBe(two.doc)
    expect(undo(undo(undo(two))).doc.text).toBe('')
  })

  test('typing quickly is one step, typing after a pause another', () => {
    let history = begin<Doc>({ text: '' })
    history = commit(history, type('n', 'name'), 0)
    history = commit(history, type('na', 'name'), 300)
    history = commit(history, type('nam', 'name'), 5000)
    expect(history.past).toHaveLength(2)
    expect(undo(history).doc.text).toBe('na')
  })

  test('typing into another control does not join', () => {
    let history = begin<Doc>({ text: '' })
    history = commit(history, type('a', 'name'), 0)
    history = commit(history, type('b', 'help'), 10)
    expect(history.past).toHaveLength(2)
  })

  test('an edit that changes nothing leaves no step and keeps what can be redone', () => {
    const undone = undo(commit(begin<Doc>({ text: '' }), type('a'), 0))
    const same = commit(undone, type(''), 10)
    expect(same).toBe(undone)
    expect(redo(same).doc.text).toBe('a')
  })

  test('an edit after undo forgets what was undone', () => {
    const undone = undo(commit(begin<Doc>({ text: '' }), type('a'), 0))
    expect(redo(commit(undone, type('z'), 10)).doc.text).toBe('z')
  })
})
