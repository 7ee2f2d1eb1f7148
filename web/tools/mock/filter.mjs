// Filter and sort of docs/api.md over the rows of the mock.
import { me, read } from './store.mjs'

const DAY = 86_400_000
const startOf = (date, unit) => {
  const d = new Date(date)
  d.setHours(0, 0, 0, 0)
  if (unit === 'week') d.setDate(d.getDate() - ((d.getDay() + 6) % 7))
  if (unit === 'month') d.setDate(1)
  if (unit === 'quarter') d.setMonth(Math.floor(d.getMonth() / 3) * 3, 1)
  if (unit === 'year') d.setMonth(0, 1)
  return d
}
const plus = (date, n, unit) => {
  const d = new Date(date)
  if (unit === 'day') d.setDate(d.getDate() + n)
  if (unit === 'week') d.setDate(d.getDate() + 7 * n)
  if (unit === 'month') d.setMonth(d.getMonth() + n)
  if (unit === 'quarter') d.setMonth(d.getMonth() + 3 * n)
  if (unit === 'year') d.setFullYear(d.getFullYear() + n)
  return d
}
export function range(value) {
  const now = new Date()
  if (typeof value === 'object') {
    if (value.last) return [plus(now, -value.last, value.unit), now]
    if (value.next) return [now, plus(now, value.next, value.unit)]
    return [new Date(0), plus(now, -value.older_than, value.unit)]
  }
  const named = { today: ['day', 0], yesterday: ['day', -1], tomorrow: ['day', 1] }[value]
  const [unit, shift] =
    named ?? (([which, u]) => [u, { this: 0, last: -1, next: 1 }[which]])(value.split('_'))
  const from = plus(startOf(now, unit), shift, unit)
  return [from, plus(from, 1, unit)]
}
const blank = v => v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0)
const real = v => (v === 'me' ? me.id : v)
const number = v => (typeof v === 'string' && v !== '' && !Number.isNaN(Number(v)) ? Number(v) : v)
const text = v => String(v ?? '').toLowerCase()

export function matches(row, filter) {
  if (!filter) return true
  if (filter.and) return filter.and.every(f => matches(row, f))
  if (filter.or) return filter.or.some(f => matches(row, f))
  if (filter.not) return !matches(row, filter.not)
  const v = read(row, filter.field)
  const w = filter.value
  const list = Array.isArray(v) ? v : [v]
  switch (filter.op) {
    case 'eq':
      return number(v) === number(real(w))
    case 'ne':
      return number(v) !== number(real(w))
    case 'in':
      return w.map(real).includes(v)
    case 'not_in':
      return !w.map(real).includes(v)
    case 'empty':
      return blank(v)
    case 'not_empty':
      return !blank(v)
    case 'contains':
      return text(v).includes(text(w))
    case 'not_contains':
      return !text(v).includes(text(w))
    case 'starts_with':
      return text(v).startsWith(text(w))
    case 'ends_with':
      return text(v).endsWith(text(w))
    case 'has_any':
      return w.some(x => list.includes(x))
    case 'has_all':
      return w.every(x => list.includes(x))
    case 'has_none':
      return !w.some(x => list.includes(x))
    case 'lt':
      return !blank(v) && number(v) < number(w)
    case 'le':
      return !blank(v) && number(v) <= number(w)
    case 'gt':
      return !blank(v) && number(v) > number(w)
    case 'ge':
      return !blank(v) && number(v) >= number(w)
    case 'between':
      return !blank(v) && number(v) >= number(w[0]) && number(v) <= number(w[1])
    case 'within': {
      if (blank(v)) return false
      const [from, to] = range(w)
      const at = Date.parse(v)
      return at >= from.getTime() && at < to.getTime() + (typeof w === 'object' && w.older_than ? -DAY : 0)
    }
    default:
      return true
  }
}

export function ordered(rows, sort) {
  const by = sort?.length ? sort : [{ field: 'created_at', descending: true }]
  return rows.sort((a, b) => {
    for (const { field, descending } of by) {
      const x = number(read(a, field))
      const y = number(read(b, field))
      if (blank(x) !== blank(y)) return blank(x) ? 1 : -1
      if (x < y) return descending ? 1 : -1
      if (x > y) return descending ? -1 : 1
    }
    return a.id < b.id ? -1 : 1
  })
}
