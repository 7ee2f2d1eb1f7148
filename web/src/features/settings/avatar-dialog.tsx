import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CLOSEST, type Crop, cropped, draw, moved, SIDE, WHOLE, within } from '@/lib/crop'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { toast } from '@/ui/toast'

interface AvatarDialogProps {
  picture: ImageBitmap
  busy: boolean
  onClose: () => void
  onSave: (picture: Blob) => void
}

/** Pixels that an arrow key moves the picture by. */
const STEP = 8
const ARROWS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: STEP, y: 0 },
  ArrowRight: { x: -STEP, y: 0 },
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
}

/** Chooses the square of a picture that shows the person: dragged, moved by the arrow keys, brought closer. */
export function AvatarDialog({ picture, busy, onClose, onSave }: AvatarDialogProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [crop, setCrop] = useState<Crop>(WHOLE)
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, crop)
  }, [picture, crop])
  const move = (by: { x: number; y: number }) => {
    const view = canvas.current?.clientWidth || SIDE
    setCrop(old => moved(picture, old, by, view))
  }
  const drag = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      move({ x: event.movementX, y: event.movementY })
  }
  const press = (event: KeyboardEvent) => {
    const by = ARROWS[event.key]
    if (!by) return
    event.preventDefault()
    move(by)
  }
  const save = async () => {
    const made = await cropped(picture, crop)
    if (made) onSave(made)
    else toast(t('settings:avatar.unreadable'), { tone: 'bad' })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width={360}
      title={t('settings:avatar.crop')}
      footer={
        <DialogButtons label={t('app:save')} busy={busy} onCancel={onClose} onRun={() => void save()} />
      }
    >
      <div className="flex flex-col items-center gap-4 py-2">
        <canvas
          ref={canvas}
          width={SIDE}
          height={SIDE}
          tabIndex={0}
          role="img"
          aria-label={t('settings:avatar.crop_hint')}
          className="size-56 cursor-grab touch-none rounded-full border border-line active:cursor-grabbing"
          onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          onKeyDown={press}
        />
        <label className="flex w-56 items-center gap-3 text-13 text-fg-2">
          <span className="shrink-0">{t('settings:avatar.zoom')}</span>
          <input
            type="range"
            min={1}
            max={CLOSEST}
            step={0.05}
            value={crop.zoom}
            className="h-11 min-w-0 flex-1 accent-(--accent)"
            onChange={event => setCrop(old => within(picture, { ...old, zoom: Number(event.target.value) }))}
          />
        </label>
        <p className="text-center text-12 text-fg-3">{t('settings:avatar.crop_hint')}</p>
      </div>
    </Dialog>
  )
}
