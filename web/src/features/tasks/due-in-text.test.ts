import dayjs from 'dayjs'
import { afterEach, expect, test, vi } from 'vitest'
import { setLanguage } from '@/i18n/setup'
import { wall } from '@/lib/zone'
import { dueInText } from './due-in-text'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A Saturday, 15:30. */
const NOW = dayjs('2026-11-21T15:30:00')
const read = (text: string) => {
  const found = dueInText(text, NOW)
  if (!found) return undefined
  const at = wall(found.due.at).format(found.due.all_day ? 'YYYY-MM-DD' : 'YYYY-MM-DD HH:mm')
  return `${found.phrase} = ${at}`
}

test.each([
  ['明天下午3点给海达寄样品', '明天下午3点 = 2026-11-22 15:00'],
  ['给海达寄样品明天下午3点', '明天下午3点 = 2026-11-22 15:00'],
  ['给海达寄样品 明天', '明天 = 2026-11-22'],
  ['明天3点开会', '明天3点 = 2026-11-22 15:00'],
  ['明天上午九点半回电话', '明天上午九点半 = 2026-11-22 09:30'],
  ['今晚8点发报价', '今晚8点 = 2026-11-21 20:00'],
  ['明早 09:15 打给王总', '明早 09:15 = 2026-11-22 09:15'],
  ['后天下午拜访', '后天下午 = 2026-11-23'],
  ['周五前给报价', '周五前 = 2026-11-27'],
  ['下周三十点开会', '下周三十点 = 2026-11-25 10:00'],
  ['寄合同，12月3日', '12月3日 = 2026-12-03'],
  ['3月5号续约', '3月5号 = 2027-03-05'],
  ['2027-01-08 续约', '2027-01-08 = 2027-01-08'],
])('%s', (text, expected) => expect(read(text)).toBe(expected))

test.each([
  ['Send the samples tomorrow at 3pm', 'tomorrow at 3pm = 2026-11-22 15:00'],
  ['tomorrow 9:30 call Haida', 'tomorrow 9:30 = 2026-11-22 09:30'],
  ['Quote by Friday', 'by Friday = 2026-11-27'],
  ['Next Monday: price list', 'Next Monday = 2026-11-23'],
  ['Renew on Dec 3', 'on Dec 3 = 2026-12-03'],
  ['Renew 3 March', '3 March = 2027-03-03'],
  ['Renew 25/12/2026', '25/12/2026 = 2026-12-25'],
])('%s', async (text, expected) => {
  await setLanguage('en')
  expect(read(text)).toBe(expected)
})

test('figures are read as in the region', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-SG'])
  await setLanguage('en')
  expect(read('Renew 3/12/2026')).toBe('3/12/2026 = 2026-12-03')
})

test.each([
  '给海达寄样品',
  '今天的报表要整理',
  '整理上周五的会议纪要',
  '核对上周五',
  '每周五',
  '开周会每周五',
  '今天9点开会',
  '明天',
  '明天25点开会',
  'Sun Hydraulics: call back',
  'Friday’s minutes',
  'Maybe 3 boxes',
  'Order part 3/4',
  'Tighten bolts 10-12',
])('%s says no day to come', text => expect(read(text)).toBeUndefined())

test.each(['跟进上个星期三', '补上上个周五', '写周报每个周五', '写周报每周五'])('%s says no day', text => {
  expect(read(text)).toBeUndefined()
})

test.each(['Minutes of last Friday', 'Send report every Friday', 'Notes on each Monday'])(
  '%s says no day',
  async text => {
    await setLanguage('en')
    expect(read(text)).toBeUndefined()
  },
)
