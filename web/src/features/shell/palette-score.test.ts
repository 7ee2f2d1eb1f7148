import { beforeAll, expect, test } from 'vitest'
import { loadSounds } from '@/lib/fit'
import { ALSO } from './palette-names'
import { isCalled, scoreOf } from './palette-score'

beforeAll(loadSounds)

const found = scoreOf(undefined, 'x')

test.each([
  ['帮助', 'help'],
  ['bangzhu', 'help'],
  ['help', 'help'],
  ['快捷键', 'help'],
  ['shortcuts', 'help'],
  ['keyboard', 'help'],
  ['密度', 'density'],
  ['density', 'density'],
  ['紧凑', 'compact'],
  ['compact', 'compact'],
  ['新建任务', 'new_task'],
  ['new task', 'new_task'],
  ['看板', 'kanban'],
  ['kanban', 'kanban'],
  ['日历', 'calendar'],
  ['calendar', 'calendar'],
  ['导出', 'export'],
  ['daochu', 'export'],
  ['export', 'export'],
  ['English', 'language'],
  ['中文', 'language'],
] as const)('%s stands before whatever was found', (typed, act) => {
  expect(scoreOf(ALSO[act], typed)).toBeGreaterThan(found)
})

test('pinyin finds a page, and letters within a word do not find another', () => {
  expect(scoreOf(['公海'], 'gonghai')).toBeGreaterThan(found)
  expect(scoreOf(['公海'], 'gh')).toBeGreaterThan(0)
  expect(scoreOf(['外观：浅色', 'Appearance: Light', ...ALSO.theme], 'help')).toBe(0)
  expect(scoreOf(['盛利数据'], 'engli')).toBe(0)
})

test('several words find what each of them names', () => {
  expect(scoreOf(['新建线索', 'new', 'lead'], 'new lead')).toBeGreaterThan(0)
  expect(scoreOf(['新建线索', 'new', 'lead'], 'new customer')).toBe(0)
})

test('only what is called so need not wait for what may be found', () => {
  expect(isCalled(['任务'], '任务')).toBe(true)
  expect(isCalled(['任务'], '任')).toBe(false)
  expect(isCalled(undefined, '任务')).toBe(false)
})
