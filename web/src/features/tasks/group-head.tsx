import { ChevronRight } from 'lucide-react'
import { plainNumber } from '@/lib/format'
import { cx } from '@/ui/class-names'

interface GroupHeadProps {
  name: string
  count: number | undefined
  /** There are more than were counted. */
  more?: boolean
  bad?: boolean
  open?: boolean
  onFold?: () => void
}

/** The heading of a stretch of work, with how much it is. */
export function GroupHead({ name, count, more, bad, open, onFold }: GroupHeadProps) {
  const text = (
    <>
      {name}
      {count !== undefined && (
        <span className="tabular font-normal text-fg-3">
          {plainNumber(count)}
          {more && '+'}
        </span>
      )}
    </>
  )
  return (
    <h2 className={cx('mb-1 flex items-center text-13 font-medium', bad ? 'text-bad' : 'text-fg')}>
      {onFold ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={onFold}
          className="flex h-8 items-center gap-1.5 rounded-6 pl-1.5 pr-3 hover:bg-hover max-md:h-11"
        >
          <ChevronRight
            size={14}
            aria-hidden="true"
            className={cx('text-fg-3 transition-transform', open && 'rotate-90')}
          />
          {text}
        </button>
      ) : (
        <span className="flex h-8 items-center gap-1.5 px-2">{text}</span>
      )}
    </h2>
  )
}
