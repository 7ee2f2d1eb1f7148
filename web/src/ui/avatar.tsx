import { useState } from 'react'
import { initials } from '@/lib/format'
import { usePicture } from '@/lib/pictures'

const HUES = ['blue', 'teal', 'violet', 'orange', 'pink', 'cyan', 'green', 'brown'] as const

function hueOf(key: string): string {
  let hash = 0
  for (const letter of key) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0
  return HUES[hash % HUES.length] ?? 'slate'
}

interface AvatarProps {
  name: string
  /** Whose picture it is; without one, or where only a name is known, two characters stand for the person. */
  id?: string | null | undefined
  size?: number
}

/** A person: their picture, else characters of the name, as there is room, on a colour that stays theirs under another name. */
export function Avatar({ name, id, size = 22 }: AvatarProps) {
  const picture = usePicture(id)
  const [broken, setBroken] = useState<string>()
  const hue = hueOf(id || name)
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
      {picture && picture !== broken ? (
        <img
          src={picture}
          alt=""
          width={size}
          height={size}
          draggable={false}
          className="size-full object-cover"
          onError={() => setBroken(picture)}
        />
      ) : (
        initials(name, size > 20 ? 2 : 1)
      )}
    </span>
  )
}

export function PersonChip({ name, id }: { name: string; id?: string | null | undefined }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={name} id={id} />
      <span className="truncate">{name}</span>
    </span>
  )
}
