import { expect, test } from 'vitest'
import { marked, partsOf, soughtBefore, unmarked, withName } from './mention'

const id = (n: number) => `usr_${String(n).padStart(26, '0')}`
const people = [
  { id: id(1), name: '张三' },
  { id: id(2), name: '张三丰' },
]

test('a name is sought behind an @, and not inside a mail address', () => {
  expect(soughtBefore('请 @张', 4)).toEqual({ from: 2, sought: '张' })
  expect(soughtBefore('@', 1)).toEqual({ from: 0, sought: '' })
  expect(soughtBefore('请看@li', 5)).toEqual({ from: 2, sought: 'li' })
  expect(soughtBefore('me@acme', 7)).toBeUndefined()
  expect(soughtBefore('@张三 好', 5)).toBeUndefined()
})

test('a picked name takes the place of what was typed', () => {
  expect(withName('请 @zh 看', 2, 5, '张三')).toEqual({ text: '请 @张三 看', caret: 6 })
})

test('what is sent carries ids, the longer name first', () => {
  expect(marked('@张三丰 和 @张三 和 @李四', people)).toBe(
    `@[张三丰](${id(2)}) 和 @[张三](${id(1)}) 和 @李四`,
  )
})

test('a mention is shown by the name of today, what only looks like one is text', () => {
  expect(partsOf(`请 @[张三](${id(1)}) 看`, [{ id: id(1), name: '张叁' }])).toEqual([
    { text: '请 ' },
    { mention: '张叁', id: id(1) },
    { text: ' 看' },
  ])
  expect(partsOf('@[x](javascript:alert(1))')).toEqual([{ text: '@[x](javascript:alert(1))' }])
})

test('a text that was sent is written on with names, and sent with the same ids again', () => {
  const id = 'usr_0123456789abcdefghij0'
  const sent = `@[王芳](${id}) 请看 @[王芳](${id}) 的报价`
  const now = unmarked(sent, [{ id, name: '王芳芳' }])
  expect(now).toEqual({ text: '@王芳芳 请看 @王芳芳 的报价', people: [{ id, name: '王芳芳' }] })
  expect(marked(now.text, now.people)).toBe(sent.replaceAll('王芳', '王芳芳'))
})
