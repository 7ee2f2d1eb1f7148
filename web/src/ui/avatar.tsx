import { initials } from '@/lib/format'

const HUES = ['blue', 'teal', 'violet', 'orange', 'pink', 'cyan', 'green', 'brown'] as const

function hueOf(key: string): string {
  let hash = 0
  for (const letter of key) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0
  return HUES[hash % HUES.length] ?? 'slate'
}

/** A person as two characters of the name on a colour of their own. */
export function Avatar({ name, size = 22 }: { name: string; size?: number }) {
  const hue = hueOf(name)
  return (
    <span
      aria-hidden="true"
      className="inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-full font-medium"
      style={{
        width: size,
        height: size,
        fontSize: Math.max(10, size * 0.4),
        lineHeight: 1,
        letterSpacing: '-0.06em',
        background: `color-mix(in oklab, var(--hue-${hue}) 20%, var(--bg-surface))`,
        color: `color-mix(in oklab, var(--deep-${hue}) 80%, var(--fg))`,
      }}
    >
      {initials(name)}
    </span>
  )
}

export function PersonChip({ name }: { name: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={name} />
      <span className="truncate">{name}</span>
    </span>
  )
}
