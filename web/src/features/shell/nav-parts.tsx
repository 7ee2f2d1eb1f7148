import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { plainNumber } from '@/lib/format'
import { readStored, writeStored } from '@/lib/stored'
import { cx } from '@/ui/class-names'

interface NavItemProps {
  to: string
  icon: ReactNode
  label: string
  count?: number | undefined
  exact?: boolean
  /** Something to do with it, shown when the pointer or the focus is on it. */
  action?: ReactNode
}

export function NavItem({ to, icon, label, count, exact, action }: NavItemProps) {
  const [path = to, query] = to.split('?')
  return (
    <div className="group/item relative mb-px">
      <Link
        to={path}
        search={query ? Object.fromEntries(new URLSearchParams(query)) : {}}
        activeOptions={{ exact: exact ?? false, includeSearch: query !== undefined }}
        title={label}
        className="group/entry flex h-[30px] items-center gap-2.5 rounded-6 px-2 text-13 text-fg-2 transition-colors hover:bg-hover data-[status=active]:bg-active data-[status=active]:font-medium data-[status=active]:text-fg"
      >
        <span className="flex size-4 shrink-0 items-center justify-center">{icon}</span>
        <span className={cx('min-w-0 flex-1 truncate', Boolean(action) && 'group-hover/item:pr-5')}>
          {label}
        </span>
        {Boolean(count) && (
          <span className="tabular text-12 font-medium text-accent group-data-[status=active]/entry:text-fg">
            {plainNumber(count ?? 0)}
          </span>
        )}
      </Link>
      {action && (
        <span className="absolute inset-y-0 right-1 flex items-center opacity-0 focus-within:opacity-100 group-hover/item:opacity-100">
          {action}
        </span>
      )}
    </div>
  )
}

/** A group of entries that can be folded away; the browser remembers it. */
export function NavSection({
  name,
  label,
  action,
  folded = false,
  children,
}: {
  name: string
  label: string
  action?: ReactNode
  /** At first. */
  folded?: boolean
  children: ReactNode
}) {
  const id = useId()
  const [hidden, setHidden] = useState(() => readStored(`nav.${name}`, folded))
  const turn = () => {
    setHidden(!hidden)
    writeStored(`nav.${name}`, !hidden)
  }
  return (
    <section>
      <div className="mt-3 flex h-7 items-center justify-between text-12 text-fg-3">
        <button
          type="button"
          aria-expanded={!hidden}
          aria-controls={id}
          onClick={turn}
          className="group/head flex h-6 min-w-0 items-center gap-1 rounded-6 px-2 hover:text-fg"
        >
          <span className="truncate">{label}</span>
          <ChevronRight
            size={12}
            aria-hidden="true"
            className={cx(
              'shrink-0 transition-transform',
              hidden
                ? ''
                : 'rotate-90 opacity-0 group-hover/head:opacity-100 group-focus-visible/head:opacity-100',
            )}
          />
        </button>
        {action}
      </div>
      <div id={id} hidden={hidden}>
        {children}
      </div>
    </section>
  )
}
