import type { ColumnPatch, Import, ImportColumn, ImportPatch, WordPatch } from '@/api/import-types'

/** The import as it will be once the server has a change: what the screen shows meanwhile. */
export function applyPatch(before: Import, patch: ImportPatch | undefined): Import {
  if (!patch) return before
  const { columns, row_rules: rules, encoding, header_row: header, strip_guard: guard, ...others } = patch
  const { recognise, ...rest } = others
  const next: Import = { ...before, ...rest }
  if (recognise) next.remembered = null
  if (rest.target) next.proposed = false
  if (header !== undefined) {
    const [first, last] = Array.isArray(header) ? header : [header, header]
    next.header_row = first || null
    next.header_rows = first ? [first, last] : null
  }
  if (guard !== undefined && before.formula_guard)
    next.formula_guard = { ...before.formula_guard, strip: guard }
  if (encoding !== undefined) next.file = { ...before.file, encoding }
  if (rules) next.row_rules = withRules(before.row_rules, rules)
  if (columns) next.columns = before.columns.map(column => withPatches(column, columns))
  return next
}

function withRules(before: Import['row_rules'], rules: NonNullable<ImportPatch['row_rules']>) {
  const next = { ...before }
  for (const [row, rule] of Object.entries(rules)) {
    if (rule === null) delete next[row]
    else next[row] = rule
  }
  return next
}

const withPatches = (column: ImportColumn, patches: readonly ColumnPatch[]): ImportColumn =>
  patches.filter(patch => patch.index === column.index).reduce(withPatch, column)

const decided = <T extends { from: string; to: unknown }>(
  words: T[],
  patches: WordPatch[] | undefined,
): T[] =>
  words.map(word => {
    const patch = patches?.find(other => other.from === word.from)
    return patch ? { ...word, to: patch.to } : word
  })

function withPatch(column: ImportColumn, patch: ColumnPatch): ImportColumn {
  const next = { ...column }
  if (patch.empty_words) next.empty_words = patch.empty_words
  if (patch.day_first !== undefined) next.day_first = patch.day_first
  if (patch.trim !== undefined) next.trim = patch.trim
  if (patch.untidy !== undefined) next.untidy = patch.untidy
  if (patch.range !== undefined) next.range = patch.range
  if (patch.in_unit !== undefined && next.unit) next.unit = { ...next.unit, on: patch.in_unit }
  if ('to' in patch && patch.to !== undefined) {
    next.to = patch.to
    next.reason = { code: 'chosen', params: {} }
    // Words were read as the old target's: the server reads them anew.
    delete next.values
    delete next.link
    delete next.people
    return next
  }
  if (next.values) next.values = decided(next.values, patch.values)
  if (next.link) {
    const by = patch.link?.by === undefined ? next.link.by : patch.link.by
    next.link = { ...next.link, by, unmatched: decided(next.link.unmatched, patch.link?.unmatched) }
  }
  if (next.people)
    next.people = { ...next.people, unmatched: decided(next.people.unmatched, patch.people?.unmatched) }
  return next
}

const mergeWords = (first: WordPatch[] | undefined, second: WordPatch[] | undefined): WordPatch[] => [
  ...(first ?? []).filter(word => !second?.some(other => other.from === word.from)),
  ...(second ?? []),
]

/** A later target takes the words that were decided for the earlier one with it. */
function mergeColumn(first: ColumnPatch, second: ColumnPatch): ColumnPatch {
  if ('to' in second) return second
  const merged: ColumnPatch = { ...first, ...second }
  if (first.values || second.values) merged.values = mergeWords(first.values, second.values)
  if (first.link || second.link)
    merged.link = {
      ...first.link,
      ...second.link,
      unmatched: mergeWords(first.link?.unmatched, second.link?.unmatched),
    }
  if (first.people || second.people)
    merged.people = { unmatched: mergeWords(first.people?.unmatched, second.people?.unmatched) }
  return merged
}

/** Two changes as one, the later winning where both speak. */
export function mergePatches(first: ImportPatch | undefined, second: ImportPatch): ImportPatch {
  if (!first) return second
  const merged: ImportPatch = { ...first, ...second }
  if (first.row_rules || second.row_rules) merged.row_rules = { ...first.row_rules, ...second.row_rules }
  if (!first.columns && !second.columns) return merged
  const columns = [...(first.columns ?? [])]
  for (const patch of second.columns ?? []) {
    const at = columns.findIndex(other => other.index === patch.index)
    const known = columns[at]
    if (known) columns[at] = mergeColumn(known, patch)
    else columns.push(patch)
  }
  return { ...merged, columns }
}
