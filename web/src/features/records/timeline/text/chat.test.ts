import dayjs from 'dayjs'
import { describe, expect, test } from 'vitest'
import { chatOf, speakers } from './chat'
import { momentOf } from './chat-moment'

const said = (text: string) => chatOf(text)?.map(line => [line.who, line.when, line.text])

const COPIES: [string, string, string[][]][] = [
  [
    'WeChat on the desktop, dates with dashes',
    '张三 2026-11-20 10:30\n在吗\n李四 2026-11-20 10:31\n在的',
    [
      ['张三', '2026-11-20 10:30', '在吗'],
      ['李四', '2026-11-20 10:31', '在的'],
    ],
  ],
  [
    'dates with slashes and seconds, blank lines between',
    '张三 2026/11/20 10:30:15\n报价发我\n\n李四 2026/11/20 10:31:02\n好\n',
    [
      ['张三', '2026/11/20 10:30:15', '报价发我'],
      ['李四', '2026/11/20 10:31:02', '好'],
    ],
  ],
  [
    'WeCom, month and day only',
    '张三 11/20 10:30:15\n你好\n王总 11/20 10:32:00\n你好',
    [
      ['张三', '11/20 10:30:15', '你好'],
      ['王总', '11/20 10:32:00', '你好'],
    ],
  ],
  [
    'Chinese dates',
    '张三 2026年11月20日 10:30\n一\n李四 2026年11月20日 下午2:05\n二',
    [
      ['张三', '2026年11月20日 10:30', '一'],
      ['李四', '2026年11月20日 下午2:05', '二'],
    ],
  ],
  [
    'yesterday, and a weekday',
    '张三 昨天 10:30\n一\n李四 星期三 08:00\n二',
    [
      ['张三', '昨天 10:30', '一'],
      ['李四', '星期三 08:00', '二'],
    ],
  ],
  [
    'DingTalk, the time alone',
    '张三 10:30\n一\n张三 10:31\n二',
    [
      ['张三', '10:30', '一'],
      ['张三', '10:31', '二'],
    ],
  ],
  [
    'QQ, the moment first and a number behind the name',
    '2026-11-20 10:30:15 张三(12345)\n一\n2026-11-20 10:31:15 李四(678)\n二',
    [
      ['张三(12345)', '2026-11-20 10:30:15', '一'],
      ['李四(678)', '2026-11-20 10:31:15', '二'],
    ],
  ],
  [
    'brackets and all in one line',
    '[20/11/2026, 10:30:15] Zhang San: hello\n[20/11/2026, 10:31:15] Li Si: hi\nthere',
    [
      ['Zhang San', '20/11/2026, 10:30:15', 'hello'],
      ['Li Si', '20/11/2026, 10:31:15', 'hi\nthere'],
    ],
  ],
  [
    'a dash, all in one line',
    '20/11/2026, 10:30 - Zhang San: hello\n20/11/2026, 10:31 - Li Si: hi',
    [
      ['Zhang San', '20/11/2026, 10:30', 'hello'],
      ['Li Si', '20/11/2026, 10:31', 'hi'],
    ],
  ],
  [
    'English with AM and PM',
    'Zhang San 10:30 AM\nhello\nLi Si 2:31 PM\nhi',
    [
      ['Zhang San', '10:30 AM', 'hello'],
      ['Li Si', '2:31 PM', 'hi'],
    ],
  ],
  [
    'English month names',
    'Zhang San Nov 20, 2026 10:30 AM\nhello\nLi Si Nov 20, 2026 10:31 AM\nhi',
    [
      ['Zhang San', 'Nov 20, 2026 10:30 AM', 'hello'],
      ['Li Si', 'Nov 20, 2026 10:31 AM', 'hi'],
    ],
  ],
  [
    'several lines of one message, and a picture',
    '张三 2026-11-20 10:30\n第一行\n第二行：带冒号\n李四 2026-11-20 10:31\n[图片]',
    [
      ['张三', '2026-11-20 10:30', '第一行\n第二行：带冒号'],
      ['李四', '2026-11-20 10:31', '[图片]'],
    ],
  ],
  [
    'line ends of Windows and a name with a company',
    '王芳@海达机械 2026-11-20 10:30\r\n一\r\n李四 2026-11-20 10:31\r\n二',
    [
      ['王芳@海达机械', '2026-11-20 10:30', '一'],
      ['李四', '2026-11-20 10:31', '二'],
    ],
  ],
  [
    'somebody who said nothing is left out',
    '张三 10:30\n\n李四 10:31\n一\n王五 10:32\n二',
    [
      ['李四', '10:31', '一'],
      ['王五', '10:32', '二'],
    ],
  ],
]

describe('a copied conversation is recognised', () => {
  test.each(COPIES)('%s', (_, text, lines) => expect(said(text)).toEqual(lines))
})

describe('what is no conversation stays a text', () => {
  test.each([
    '今天拜访了王总，谈得不错',
    '约了 10:30\n明天再联系',
    '优点：\n便宜\n缺点：\n慢',
    '拜访 2026-11-20 10:30\n见了王总',
    '先说一下，\n张三 10:30\n一\n李四 10:31\n二',
    '接通：要报价\n\n2026-11-20 10:30',
    '1. 报价\n2. 样品 10:30',
    '',
  ])('%j', text => expect(chatOf(text)).toBeUndefined())
})

test('speakers are named once', () => {
  const lines = chatOf('张三 10:30\n一\n李四 10:31\n二\n张三 10:32\n三') ?? []
  expect(speakers(lines)).toEqual(['张三', '李四'])
})

describe('a moment is seen from now', () => {
  const now = dayjs('2026-11-22T15:00:00')
  test.each([
    ['2026-11-20 10:30', '2026-11-20 10:30'],
    ['2026年11月20日 下午2:05', '2026-11-20 14:05'],
    ['11/20 10:30:15', '2026-11-20 10:30'],
    ['12-20 10:30', '2025-12-20 10:30'],
    ['10:30', '2026-11-22 10:30'],
    ['昨天 22:15', '2026-11-21 22:15'],
    ['星期三 08:00', '2026-11-18 08:00'],
    ['Yesterday 2:31 PM', '2026-11-21 14:31'],
    ['Nov 20, 2026 12:05 AM', '2026-11-20 00:05'],
    ['20/11/2026, 10:30', '2026-11-20 10:30'],
    ['Wednesday 8:00', '2026-11-18 08:00'],
  ])('%s', (when, moment) => expect(momentOf(when, now)?.format('YYYY-MM-DD HH:mm')).toBe(moment))
  test.each(['16:00', '2027-01-01 10:00', '2026-02-30 10:00', '2026-11-20 25:00', '10'])(
    '%s is no moment that was',
    when => expect(momentOf(when, now)).toBeUndefined(),
  )
})
