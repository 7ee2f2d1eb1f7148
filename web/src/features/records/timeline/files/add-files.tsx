import { Camera, Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { shrinkPhoto } from '@/lib/shrink-photo'
import { usePhone } from '@/lib/use-media'
import { IconButton } from '@/ui/button'

/** Buttons that bring files: from the disk, and on the phone from its camera. */
export function AddFiles({ onAdd }: { onAdd: (files: File[]) => void }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const disk = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  // Emptied, so that the same file may be chosen again.
  const take = (from: HTMLInputElement): File[] => {
    const chosen = [...(from.files ?? [])]
    from.value = ''
    return chosen
  }
  return (
    <>
      <IconButton label={t('timeline:files.add')} onClick={() => disk.current?.click()}>
        <Paperclip size={14} />
      </IconButton>
      <input
        ref={disk}
        type="file"
        multiple
        hidden
        data-files="disk"
        onChange={event => onAdd(take(event.target))}
      />
      {phone && (
        <>
          <IconButton label={t('timeline:files.photo')} onClick={() => camera.current?.click()}>
            <Camera size={16} />
          </IconButton>
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            data-files="camera"
            onChange={event => void Promise.all(take(event.target).map(shrinkPhoto)).then(onAdd)}
          />
        </>
      )}
    </>
  )
}
