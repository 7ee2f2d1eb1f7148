import type { StoredFile } from '@/api/types'

/** A file on its way to a follow-up. */
export interface Upload {
  key: string
  name: string
  size: number
  media: string
  /** How far it is, 0 to 1. */
  share: number
  /** A picture of this device, to be seen before it is attached. */
  preview?: string
  stored?: StoredFile
  problem?: string
}

/** Most files of one follow-up: the server's own bound. */
export const MOST_FILES = 20
export const MOST_BYTES = 100 * 1024 * 1024

export const isPicture = (media: string): boolean => /^image\/(png|jpe?g|gif|webp|bmp|avif)$/.test(media)

/** A screenshot comes from the clipboard as image.png every time: the moment tells them apart. */
export function pastedName(name: string, at: Date): string {
  if (!/^image\.\w+$/.test(name)) return name
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}${name.slice(5)}`
}

export const isGoing = (upload: Upload): boolean => !upload.stored && !upload.problem
export const storedOf = (uploads: readonly Upload[]): StoredFile[] =>
  uploads.flatMap(upload => (upload.stored ? [upload.stored] : []))

/** What was uploaded before the page was left: still to be attached. */
export const asUpload = (stored: StoredFile): Upload => ({
  key: stored.file,
  name: stored.name,
  size: stored.size,
  media: stored.media,
  share: 1,
  stored,
})
