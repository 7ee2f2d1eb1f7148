import type { CSSProperties } from 'react'
import type { Option } from '@/api/types'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'

type Look = 'here' | 'passed' | 'ahead'

/** How a stage looks from where the record stands. A lost record has passed nothing. */
export function lookOf(
  options: readonly Option[],
  index: number,
  at: number,
  closed: Option['closed'] | undefined,
): Look {
  if (index === at) return 'here'
  const passed = index < at && closed !== 'lost' && !options[index]?.closed
  return passed ? 'passed' : 'ahead'
}

/** The stage that an arrow, Home or End goes to. */
export function stageByKey(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return Math.min(at + 1, count - 1)
  if (key === 'ArrowLeft') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

/**
 * How far the path is scrolled, so that the stage at `at` is in sight: to where a stage begins, for a word that is cut at its
 * beginning cannot be read.
 */
export function scrollTo(
  steps: readonly { start: number; end: number }[],
  at: number,
  width: number,
): number {
  const here = steps[at]
  const most = (steps.at(-1)?.end ?? 0) - width
  if (!here || most <= 0) return 0
  const starts = steps
    .map(({ start }) => start)
    .filter(start => start <= Math.min(most, here.start) && here.end - start <= width)
  return starts.filter(start => start <= here.start - width / 3).at(-1) ?? starts[0] ?? here.start
}

const LOOKS: Record<Look, string> = {
  here: 'bg-[color-mix(in_oklab,var(--hue)_22%,var(--bg-surface))] font-medium text-[color-mix(in_oklab,var(--deep)_76%,var(--fg))]',
  passed: 'bg-[color-mix(in_oklab,var(--hue)_10%,var(--bg-surface))] text-fg-2 hover:bg-hover',
  ahead: 'bg-subtle text-fg-3',
}

interface StageStepProps {
  option: Option
  look: Look
  first: boolean
  last: boolean
  /** Where the path ends: a gap sets the ends apart. */
  apart: boolean
  tabbable: boolean
  still: boolean
  label: string
  onPick: (anchor: HTMLElement) => void
}

/** One stage of the path. */
export function StageStep(props: StageStepProps) {
  const { option, look, first, last, apart, tabbable, still, label, onPick } = props
  const hue = option.hue ?? 'slate'
  return (
    <button
      type="button"
      aria-disabled={still || undefined}
      aria-current={look === 'here' ? 'step' : undefined}
      tabIndex={tabbable ? 0 : -1}
      title={label}
      onClick={event => !still && onPick(event.currentTarget)}
      style={{ '--hue': `var(--hue-${hue})`, '--deep': `var(--deep-${hue})` } as CSSProperties}
      className={cx(
        'h-7 min-w-max flex-1 whitespace-nowrap px-2.5 text-12 transition-colors focus-visible:outline-offset-[-2px] max-md:h-11 max-md:px-3',
        first && 'rounded-l-8',
        last && 'rounded-r-8',
        apart && 'ml-2',
        still ? 'cursor-default' : look === 'ahead' && 'hover:bg-hover hover:text-fg',
        LOOKS[look],
      )}
    >
      {words(option.label)}
    </button>
  )
}
