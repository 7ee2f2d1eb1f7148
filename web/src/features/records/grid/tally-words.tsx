import type { Tally } from '@/api/types'
import { tallyName } from './totals'

/** The number and what it is. Where a column is too narrow for both, the number stays whole and the word goes. */
export function TallyWords({ tally, text, end }: { tally: Tally; text: string; end: boolean }) {
  return (
    <span
      className={`flex h-full min-w-0 flex-1 flex-row-reverse flex-wrap gap-x-1.5 overflow-hidden text-12 [&>*]:flex [&>*]:h-full [&>*]:items-center ${end ? '' : 'justify-end'}`}
    >
      <span className="tabular whitespace-nowrap text-fg">{text}</span>
      <span className="whitespace-nowrap text-fg-3">{tallyName(tally)}</span>
    </span>
  )
}
