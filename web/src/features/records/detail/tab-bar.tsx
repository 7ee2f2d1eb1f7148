import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'

/** The tabs of a record's fields; arrows walk them. */
export function TabBar({
  names,
  at,
  onPick,
  label,
  wide,
}: {
  names: readonly string[]
  at: number
  onPick: (index: number) => void
  /** What is in the tabs, if not fields. */
  label?: string
  /** They share the whole width, each as wide as the next. */
  wide?: boolean
}) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const go = (index: number) => {
    const to = (index + names.length) % names.length
    onPick(to)
    bar.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
  }
  return (
    <div
      ref={bar}
      role="tablist"
      aria-label={label ?? t('records:fields.tabs')}
      className="no-scrollbar flex gap-4 overflow-x-auto border-b border-line"
      onKeyDown={event => {
        if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
        event.preventDefault()
        go(at + (event.key === 'ArrowRight' ? 1 : -1))
      }}
    >
      {names.map((name, index) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={index === at}
          tabIndex={index === at ? 0 : -1}
          onClick={() => onPick(index)}
          className={cx(
            '-mb-px h-8 shrink-0 border-b-2 text-13 max-md:h-11',
            wide && 'flex-1 text-14!',
            index === at ? 'border-accent font-medium text-fg' : 'border-transparent text-fg-2 hover:text-fg',
          )}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
