/** Long side of a photo that goes to the server: enough to read a page of a contract, a tenth of what a phone takes. */
const LONGEST = 2400
/** Smaller files are sent as they are. */
const SMALL_BYTES = 800 * 1024
const QUALITY = 0.85

/** Size of the picture to send, or nothing where the original is as good. */
export function smallerSize(
  width: number,
  height: number,
  bytes: number,
): { width: number; height: number } | undefined {
  if (bytes <= SMALL_BYTES || width <= 0 || height <= 0) return undefined
  const share = Math.min(1, LONGEST / Math.max(width, height))
  return {
    width: Math.max(1, Math.round(width * share)),
    height: Math.max(1, Math.round(height * share)),
  }
}

/** `IMG_1.HEIC` becomes `IMG_1.jpg`. */
export const jpegName = (name: string): string => `${name.replace(/\.[^.]*$/, '') || 'photo'}.jpg`

/**
 * A photo of a phone made small enough for a mobile line, upright as the camera says. What cannot be read, or does
 * not get smaller, is sent as it is.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    try {
      const size = smallerSize(picture.width, picture.height, file.size)
      if (!size) return file
      const canvas = document.createElement('canvas')
      canvas.width = size.width
      canvas.height = size.height
      canvas.getContext('2d')?.drawImage(picture, 0, 0, size.width, size.height)
      const made = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', QUALITY))
      if (!made || made.size >= file.size) return file
      return new File([made], jpegName(file.name), { type: 'image/jpeg', lastModified: file.lastModified })
    } finally {
      picture.close()
    }
  } catch {
    return file
  }
}
