import type { ValueMatch } from '@/api/import-types'
import type { Option } from '@/api/types'

/** The option out of use that a word stands for. Nobody chose that: it is written as it is, and said. */
export const retired = (match: ValueMatch, options: readonly Option[]): Option | undefined =>
  match.back ? undefined : options.find(option => option.archived && option.code === match.to)

/** What the word may mean: options in use, and the one out of use that it means already. */
export const offered = (match: ValueMatch, options: readonly Option[]): Option[] =>
  options.filter(option => !option.archived || option.code === match.to)
