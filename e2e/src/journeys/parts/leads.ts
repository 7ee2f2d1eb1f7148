// Leads by the thousand, the same each time.

const CITIES = ['杭州', '宁波', '苏州', '无锡', '青岛', '厦门', '成都', '武汉', '长沙', '佛山']
const STEMS = ['恒通', '海晟', '永信', '瑞丰', '华腾', '金桥', '东升', '明远', '天泽', '博立']
const TRADES = ['机械', '电子', '纺织', '物流', '建材']
const ENDS = ['有限公司', '股份有限公司', '科技有限公司', '贸易有限公司']
const STATUS = ['new', 'contacted', 'qualified']
const SOURCES = ['website', 'exhibition', 'referral', 'douyin']

/** The company of lead n: each of the first 2,000 is another one. */
export function company(n: number): string {
  const pick = (from: readonly string[], index: number) => from[index % from.length] ?? ''
  return [
    pick(CITIES, n),
    pick(STEMS, Math.floor(n / 10)),
    pick(TRADES, Math.floor(n / 100)),
    pick(ENDS, Math.floor(n / 500)),
  ].join('')
}

export const phone = (n: number): string => `138${String(10_000_000 + n * 7).padStart(8, '0')}`

/** Values of leads 0 to count-1. */
export function leads(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, n) => ({
    company: company(n),
    contact_name: `联系人${n}`,
    phone: phone(n),
    status: STATUS[n % STATUS.length],
    source: SOURCES[n % SOURCES.length],
    amount: String((n * 37) % 10_000),
  }))
}
