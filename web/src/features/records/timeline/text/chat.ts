/** One message of a conversation that was copied out of WeChat, WeCom, DingTalk or the like. */
export interface ChatLine {
  who: string
  /** As it stood in the copy. */
  when: string
  text: string
}

const DATE = [
  String.raw`\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?`,
  String.raw`\d{1,2}/\d{1,2}/\d{2,4}`,
  String.raw`\d{1,2}[-/月]\d{1,2}日?`,
  '今天|昨天|前天|(?:星期|周)[一二三四五六日天]',
  'Today|Yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day',
  String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, ?\d{4})?`,
].join('|')
const HALF = '凌晨|早上|上午|中午|下午|晚上'
const TIME = String.raw`(?:${HALF})?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp][Mm])?`
const WHEN = String.raw`(?:(?:${DATE}),?\s*)?${TIME}`
/** No sentence: short, and no mark that ends or divides one. */
const WHO = String.raw`[^\s\d:：,，。；;!！?？[\]][^:：,，。；;!！?？[\]\n]{0,39}?`

/** `张三 2026-11-20 10:30`, the words below. */
const WHO_WHEN = new RegExp(String.raw`^(${WHO})[:：]?\s+[[(（]?(${WHEN})[\])）]?$`)
/** `2026-11-20 10:30:15 张三`, the words below. */
const WHEN_WHO = new RegExp(String.raw`^[[(（]?(${WHEN})[\])）]?\s+(${WHO})[:：]?$`)
/** `[20/11/2026, 10:30] Name: words`, and with a dash. */
const ALL_IN_LINE = new RegExp(String.raw`^[[(（]?(${WHEN})[\])）]?\s*[-–]?\s*(${WHO})[:：]\s?(.+)$`)

interface Head {
  who: string
  when: string
  text: string
}

function headOf(line: string): Head | undefined {
  const trimmed = line.trim()
  if (trimmed.length > 120 && !/^[[(（\d]/.test(trimmed)) return undefined
  let found = WHO_WHEN.exec(trimmed)
  if (found) return { who: (found[1] ?? '').trim(), when: found[2] ?? '', text: '' }
  found = WHEN_WHO.exec(trimmed)
  if (found) return { who: (found[2] ?? '').trim(), when: found[1] ?? '', text: '' }
  found = ALL_IN_LINE.exec(trimmed)
  return found ? { who: (found[2] ?? '').trim(), when: found[1] ?? '', text: found[3] ?? '' } : undefined
}

/** The messages of a copied conversation; none where the text is something else. One message alone is a note. */
export function chatOf(text: string): ChatLine[] | undefined {
  const lines: ChatLine[] = []
  for (const line of text.split(/\r?\n/)) {
    const head = headOf(line)
    const last = lines.at(-1)
    if (head) lines.push(head)
    else if (last) last.text += last.text ? `\n${line}` : line
    // Words before the first message: it was not copied as it is.
    else if (line.trim()) return undefined
  }
  const said = lines.map(line => ({ ...line, text: line.text.trim() })).filter(line => line.text)
  return said.length >= 2 ? said : undefined
}

/** Who speaks, each once, in the order in which they begin. */
export const speakers = (lines: readonly ChatLine[]): string[] => [...new Set(lines.map(line => line.who))]
