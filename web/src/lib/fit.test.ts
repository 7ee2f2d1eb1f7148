import { beforeAll, expect, test } from 'vitest'
import { exactFirst, fittest, loadSounds } from './fit'
import { soundsOf } from './sounds'

beforeAll(loadSounds)

const found = (typed: string, ...names: string[]) => fittest(names, typed, name => name)

test('characters sound as they are read, some in two ways', () => {
  expect([...'展会线索联系吕银'].map(char => soundsOf(char)[0])).toEqual(
    'zhan hui xian suo lian xi lv yin'.split(' '),
  )
  expect(soundsOf('行')).toEqual(expect.arrayContaining(['xing', 'hang']))
  expect(soundsOf('a')).toEqual([])
})

test.each([
  ['yilian', '已联系'],
  ['ylx', '已联系'],
  ['yi lian', '已联系'],
  ['yilx', '已联系'],
  ['lianxi', '已联系'],
  ['zhan', '展会'],
  ['zhanhui', '展会'],
  ['zhh', '展会'],
  ['YINHANG', '工商银行'],
  ['chongqing', '重庆'],
  ['lvyou', '旅游'],
  ['luyou', '旅游'],
  ['展h', '展会'],
  ['vipkehu', 'VIP 客户'],
])('%s finds %s', (typed, name) => {
  expect(found(typed, '其他', name)).toEqual([name])
})

test('a syllable is not cut in its middle', () => {
  expect(found('engli', '盛利数据')).toEqual([])
  expect(found('anhui', '展会')).toEqual([])
})

test('the name itself comes first, then what begins so, then what sounds so, then what has it in a word', () => {
  expect(found('Owner', 'Budget owner', 'Owner')).toEqual(['Owner', 'Budget owner'])
  expect(found('li', 'Client', '李', 'Licence', 'A li')).toEqual(['李', 'Licence', 'A li', 'Client'])
  expect(found('展', '参展', '展')).toEqual(['展', '参展'])
})

test('an order from elsewhere is kept but for the name itself', () => {
  expect(exactFirst(['王芳芳', '王晓', '王芳'], '王芳', name => name)).toEqual(['王芳', '王芳芳', '王晓'])
  expect(exactFirst(['王芳芳', '王芳'], 'wangfang', name => name)).toEqual(['王芳', '王芳芳'])
})
