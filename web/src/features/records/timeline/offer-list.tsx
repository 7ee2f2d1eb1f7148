import type { ReactNode } from 'react'
import { cx } from '@/ui/class-names'

/** What a text being written may take in, below it in the flow: no layer takes the focus from the writing. */
export function OfferList<T>({
  id,
  label,
  items,
  at,
  onPick,
  children,
}: {
  id: string
  label: string
  items: readonly T[]
  at: number
  onPick: (item: T) => void
  children: (item: T) => ReactNode
}) {
  if (items.length === 0) return null
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="scroll-quiet mx-1.5 mb-1.5 max-h-64 overflow-y-auto rounded-8 border border-line bg-raised p-1"
    >
      {items.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the keys move over
          key={index}
          id={`${id}.${index}`}
          ref={index === at ? row => row?.scrollIntoView?.({ block: 'nearest' }) : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          // The press must not take the caret out of the text.
          onPointerDown={event => event.preventDefault()}
          onClick={() => onPick(item)}
          onKeyDown={event => event.key === 'Enter' && onPick(item)}
          className={cx(
            'flex h-8 cursor-pointer items-center gap-2 rounded-6 px-2 text-13 max-md:h-11',
            index === at ? 'bg-hover text-fg' : 'text-fg-2 hover:bg-hover',
          )}
        >
          {children(item)}
        </div>
      ))}
    </div>
  )
}
