import { Check } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { usePhone } from '@/lib/use-media'
import { cx } from './class-names'
import { Popover } from './popover'

export interface MenuItem {
  key: string
  label: ReactNode
  icon?: ReactNode
  hint?: ReactNode
  checked?: boolean | undefined
  danger?: boolean
  disabled?: boolean
  /** Draws a line above. */
  apart?: boolean
  run: () => void
}

interface MenuProps {
  open: boolean
  anchor: HTMLElement | null
  onClose: () => void
  items: MenuItem[]
  label: string
  align?: 'start' | 'end'
  width?: number
}

export function Menu({ open, anchor, onClose, items, label, align = 'start', width }: MenuProps) {
  return (
    <Popover open={open} anchor={anchor} onClose={onClose} align={align} label={label} width={width} plain>
      <MenuList items={items} onClose={onClose} label={label} />
    </Popover>
  )
}

function MenuList({ items, onClose, label }: { items: MenuItem[]; onClose: () => void; label: string }) {
  const phone = usePhone()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([disabled])') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div ref={list} role="menu" aria-label={label} onKeyDown={onKeyDown} className="min-w-[168px] p-1">
      {items.map(item => (
        <button
          key={item.key}
          type="button"
          role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
          aria-checked={item.checked}
          disabled={item.disabled}
          onClick={() => {
            onClose()
            item.run()
          }}
          className={cx(
            'flex w-full items-center gap-2 rounded-6 px-2 text-left transition-colors hover:bg-hover focus-visible:bg-hover focus-visible:outline-none disabled:text-disabled disabled:hover:bg-transparent',
            phone ? 'h-12 text-16' : 'h-[30px] text-13',
            item.danger ? 'text-bad' : 'text-fg',
            item.apart &&
              'relative mt-[9px] before:absolute before:inset-x-0 before:-top-[5px] before:h-px before:bg-line',
          )}
        >
          {item.icon && (
            <span className="flex size-4 shrink-0 items-center justify-center text-fg-3">{item.icon}</span>
          )}
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.hint && <span className="text-12 text-fg-3">{item.hint}</span>}
          {item.checked && <Check size={14} className="text-accent" />}
        </button>
      ))}
    </div>
  )
}

/** A button that opens a menu; the child is given what a trigger needs. */
export function MenuButton({
  items,
  label,
  align = 'end',
  children,
}: {
  items: MenuItem[]
  label: string
  align?: 'start' | 'end'
  children: (trigger: {
    ref: (el: HTMLButtonElement | null) => void
    onClick: () => void
    'aria-haspopup': 'menu'
    'aria-expanded': boolean
  }) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (items.length === 0) setOpen(false)
  }, [items.length])
  return (
    <>
      {children({
        ref: setAnchor,
        onClick: () => setOpen(!open),
        'aria-haspopup': 'menu',
        'aria-expanded': open,
      })}
      <Menu
        open={open}
        anchor={anchor}
        onClose={() => setOpen(false)}
        items={items}
        label={label}
        align={align}
      />
    </>
  )
}
