import type { Hue } from '@/api/types'

export function Pill({ hue = 'slate', children }: { hue?: Hue | undefined; children: string }) {
  return (
    <span
      className="pill"
      style={{ '--hue': `var(--hue-${hue})`, '--deep': `var(--deep-${hue})` } as React.CSSProperties}
    >
      <i />
      <span>{children}</span>
    </span>
  )
}
