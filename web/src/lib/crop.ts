/** How close one may look. */
export const CLOSEST = 4
/** Side of the picture that is kept, in pixels. */
export const SIDE = 256
const QUALITY = 0.9

/** What is looked at: how close, and where the middle is, as shares of the picture. */
export interface Crop {
  zoom: number
  x: number
  y: number
}
export const WHOLE: Crop = { zoom: 1, x: 0.5, y: 0.5 }

interface Size {
  width: number
  height: number
}

/** The square of a picture that a crop shows, in its pixels. */
export function squareOf({ width, height }: Size, crop: Crop): { left: number; top: number; side: number } {
  const side = Math.min(width, height) / crop.zoom
  return { left: crop.x * width - side / 2, top: crop.y * height - side / 2, side }
}

/** The crop nearest to the wish that shows nothing beside the picture. */
export function within({ width, height }: Size, wish: Crop): Crop {
  const zoom = Math.min(CLOSEST, Math.max(1, wish.zoom))
  const half = Math.min(width, height) / zoom / 2
  const keep = (share: number, whole: number) => Math.min(1 - half / whole, Math.max(half / whole, share))
  return { zoom, x: keep(wish.x, width), y: keep(wish.y, height) }
}

/** Moves what is shown by so many pixels of a view that is `view` wide. */
export function moved(size: Size, crop: Crop, by: { x: number; y: number }, view: number): Crop {
  const { side } = squareOf(size, crop)
  const share = side / view
  return within(size, {
    ...crop,
    x: crop.x - (by.x * share) / size.width,
    y: crop.y - (by.y * share) / size.height,
  })
}

/** Draws what a crop shows. */
export function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const { left, top, side } = squareOf(picture, crop)
  const context = canvas.getContext('2d')
  if (!context) return
  context.imageSmoothingQuality = 'high'
  // Transparent pictures stand on white: another surface would show through them in the dark.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
}

const asBlob = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob | null>(done => canvas.toBlob(done, type, QUALITY))

/** What a crop shows, small enough for a list: WebP, or JPEG where the browser cannot write that. */
export async function cropped(picture: ImageBitmap, crop: Crop): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  draw(canvas, picture, crop)
  const webp = await asBlob(canvas, 'image/webp')
  return webp?.type === 'image/webp' ? webp : asBlob(canvas, 'image/jpeg')
}
