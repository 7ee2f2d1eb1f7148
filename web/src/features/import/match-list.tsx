import { ArrowRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'

const FIRST = 12

export interface Match {
  from: string
  count: number
}

interface MatchListProps<M extends Match> {
  matches: readonly M[]
  /** Said above the list, with what can be decided for all at once. */
  undecided?: {
    text: string
    hint?: string
    choices: readonly { key: string; label: string; onChoose: () => void }[]
  }
  /** Wide controls for names, narrower ones for options. */
  wide?: boolean
  /** What a word becomes. */
  children: (match: M) => ReactNode
}

/** Words of the file, each once with how often it occurs, beside what it shall become. */
export function MatchList<M extends Match>({ matches, undecided, wide, children }: MatchListProps<M>) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const rest = matches.length - FIRST
  return (
    <>
      {undecided && (
        <div className="mb-2 max-w-[640px] text-13">
          <p className="flex flex-wrap items-center gap-2">
            <span className="text-fg-2">{undecided.text}</span>
            {undecided.choices.map(choice => (
              <Button key={choice.key} size="small" onClick={choice.onChoose}>
                {choice.label}
              </Button>
            ))}
          </p>
          {undecided.hint && <p className="mt-1 text-12 text-fg-3">{undecided.hint}</p>}
        </div>
      )}
      <ul className="flex max-w-[640px] flex-col gap-1">
        {(all ? matches : matches.slice(0, FIRST)).map(match => (
          <li
            key={match.from}
            className={cx(
              'grid items-center gap-2 max-md:min-h-11 max-md:grid-cols-[minmax(0,1fr)_16px_170px]',
              wide ? 'grid-cols-[minmax(0,1fr)_16px_280px]' : 'grid-cols-[minmax(0,1fr)_16px_220px]',
            )}
          >
            <span className="flex min-w-0 items-baseline gap-2 text-13">
              <span className="truncate" title={match.from}>
                {match.from}
              </span>
              <span className="tabular shrink-0 text-12 text-fg-3">
                {t('import:times', { count: match.count, shown: plainNumber(match.count) })}
              </span>
            </span>
            <ArrowRight size={14} className="text-fg-3" aria-hidden="true" />
            {children(match)}
          </li>
        ))}
      </ul>
      {!all && rest > 0 && (
        <Button look="link" size="small" className="mt-1" onClick={() => setAll(true)}>
          {t('import:more', { count: rest })}
        </Button>
      )}
    </>
  )
}
