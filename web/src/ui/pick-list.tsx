import type { KeyboardEvent } from 'react'

export interface QuickPick {
  key: string
  label: string
  hint?: string
  run: () => void
}

/** A short list to pick from at the top of a panel; arrows move, Enter picks. */
export function PickList({ picks }: { picks: readonly QuickPick[] }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    const all = [...event.currentTarget.querySelectorAll('button')]
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    all[at + step]?.focus()
    event.preventDefault()
  }
  return (
    <div onKeyDown={onKeyDown}>
      {picks.map(({ key, label, hint, run }) => (
        <button
          key={key}
          type="button"
          onClick={run}
          className="flex h-[30px] w-full items-center rounded-6 px-2 text-13 hover:bg-hover focus-visible:bg-hover max-md:h-12 max-md:text-14"
        >
          {label}
          {hint && <span className="tabular ml-auto text-12 text-fg-3">{hint}</span>}
        </button>
      ))}
    </div>
  )
}
