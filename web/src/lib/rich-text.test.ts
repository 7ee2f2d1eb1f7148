import { expect, test } from 'vitest'
import { type Block, blocksOf, plainText, type Word } from './rich-text'

const words = (...parts: Word[]): Block => ({ is: 'words', words: parts })
const text = (of: string): Word => ({ is: 'text', text: of })
const shown = (word: Word): string =>
  word.is === 'bold' ? word.words.map(shown).join('') : word.is === 'mention' ? `@${word.name}` : word.text

test('bold and links stand in the middle of words', () => {
  expect(blocksOf('要 **月底前** 报价，见 [图纸](https://a.example/x?y=1)。')).toEqual([
    words(
      text('要 '),
      { is: 'bold', words: [text('月底前')] },
      text(' 报价，见 '),
      { is: 'link', text: '图纸', href: 'https://a.example/x?y=1' },
      text('。'),
    ),
  ])
})

test('an address is a link, the full stop behind it is not', () => {
  expect(blocksOf('看https://a.example/b，谢谢')).toEqual([
    words(
      text('看'),
      { is: 'link', text: 'https://a.example/b', href: 'https://a.example/b' },
      text('，谢谢'),
    ),
  ])
  expect(blocksOf('https://a.example.')).toEqual([
    words({ is: 'link', text: 'https://a.example', href: 'https://a.example' }, text('.')),
  ])
})

test('lists and quotes are runs of lines', () => {
  expect(blocksOf('要点\n- 一\n- 二\n3. 三\n4. 四\n> 他说\n> 可以')).toEqual([
    words(text('要点')),
    { is: 'list', ordered: false, start: 1, items: [[text('一')], [text('二')]] },
    { is: 'list', ordered: true, start: 3, items: [[text('三')], [text('四')]] },
    { is: 'quote', words: [text('他说\n可以')] },
  ])
})

test('people are mentioned in bold and in lists too', () => {
  const id = `usr_${'0'.repeat(26)}`
  const [list, bold] = [blocksOf(`- 请 @[张三](${id}) 看`), blocksOf(`**@[张三](${id})**`)]
  expect(list[0]).toMatchObject({ items: [[text('请 '), { is: 'mention', name: '张三' }, text(' 看')]] })
  expect(bold[0]).toMatchObject({ words: [{ is: 'bold', words: [{ is: 'mention', name: '张三' }] }] })
})

test('nothing but web and mail addresses becomes a link', () => {
  for (const href of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'HTTP', 'vbscript:x']) {
    expect(blocksOf(`[看](${href})`)).toEqual([words(text(`[看](${href})`))])
  }
})

test.each([
  '<script>alert(1)</script>',
  '  两边有空格  \n\n\t制表',
  '2 * 3 ** 4 = 5 ** 6',
  '**',
  '****',
  '** 不是 **',
  '-5 度',
  '1.5 万',
  '>',
  '[a](b)',
  '\u202eabc\u200b',
  '😀**',
  '@[x](javascript:alert(1))',
  '- ',
  '。\n',
])('what is no mark stays as it is: %j', odd => {
  const [block, ...more] = blocksOf(odd)
  expect(more).toEqual([])
  expect(block?.is === 'words' && block.words.map(shown).join('')).toBe(odd)
})

test('a text of a million marks is read at once', () => {
  const began = Date.now()
  blocksOf('**'.repeat(10_000))
  blocksOf('['.repeat(20_000))
  blocksOf('[a]('.repeat(5_000))
  expect(Date.now() - began).toBeLessThan(500)
})

test('a preview has the words without their marks', () => {
  const text =
    '请 @[张三](usr_01m81c7jfjetmvdshqqk8echk3) 看\n- **月底前** 报价\n> 客户说的\n[图纸](https://a.example/x)'
  expect(plainText(text)).toBe('请 @张三 看\n月底前 报价\n客户说的\n图纸')
})
