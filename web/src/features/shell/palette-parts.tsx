import { Command, useCommandState } from 'cmdk'
import type { ReactNode } from 'react'
import { isCalled } from './palette-score'

/** Where a group stands among the others, unless something in it is called exactly as was typed. */
export const PLACES = {
  recent: 0,
  people: 1,
  found: 2,
  more_people: 3,
  go: 4,
  views: 5,
  settings: 6,
  acts: 7,
}

interface GroupProps {
  heading: string
  place: keyof typeof PLACES
  children: ReactNode
}

export function Group({ heading, place, children }: GroupProps) {
  return (
    <Command.Group
      heading={heading}
      data-place={PLACES[place]}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-fg-3"
    >
      {children}
    </Command.Group>
  )
}

interface ItemProps {
  value: string
  /** What it is called, to be found here; without, it is something that was found. */
  names?: readonly string[]
  onSelect: () => void
  icon: ReactNode
  hint?: string
  children: ReactNode
}

export function Item({ value, names, onSelect, icon, hint, children }: ItemProps) {
  const exact = useCommandState(({ search }) => isCalled(names, search))
  return (
    <Command.Item
      value={value}
      {...(names ? { keywords: [...names] } : {})}
      data-called={exact || undefined}
      data-found={names ? undefined : ''}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-3 rounded-6 px-2 text-13 text-fg max-md:h-11 data-[selected=true]:bg-hover [[data-stale]_&[data-found]]:opacity-50"
    >
      <span className="flex size-4 shrink-0 items-center justify-center text-fg-3">{icon}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="max-w-[45%] shrink-0 truncate text-12 text-fg-3">{hint}</span>}
    </Command.Item>
  )
}

/** Groups in their places; those with what is called exactly as was typed before all others. */
export function arrange(list: Element): void {
  const groups = [...list.querySelectorAll<HTMLElement>('[cmdk-group]')]
  const rank = (group: HTMLElement) =>
    group.querySelector('[data-called]') ? -1 : Number(group.dataset.place)
  for (const group of groups.sort((a, b) => rank(a) - rank(b))) group.parentElement?.append(group)
}
