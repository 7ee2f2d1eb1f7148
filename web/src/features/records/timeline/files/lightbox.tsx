import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredFile } from '@/api/types'
import { IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { tellOfDownload } from '@/ui/download-hint'

interface LightboxProps {
  pictures: readonly StoredFile[]
  urlOf: (file: string) => string
  at: number
  onTurn: (at: number) => void
  onClose: () => void
}

/** One picture large; arrows turn to the next, Escape closes. */
export function Lightbox({ pictures, urlOf, at, onTurn, onClose }: LightboxProps) {
  const { t } = useTranslation()
  const count = pictures.length
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      if (by === 0 || count < 2) return
      event.preventDefault()
      event.stopPropagation()
      onTurn((at + by + count) % count)
    }
    document.addEventListener('keydown', turn, true)
    return () => document.removeEventListener('keydown', turn, true)
  }, [at, count, onTurn])
  const picture = pictures[at]
  if (!picture) return null
  const arrow = 'absolute top-1/2 -translate-y-1/2 bg-raised! shadow-2'
  return (
    <Dialog
      open
      onClose={onClose}
      title={picture.name}
      width={1080}
      tall
      footer={
        <>
          {count > 1 && (
            <span className="tabular mr-auto text-12 text-fg-3">
              {t('timeline:files.place', { at: at + 1, count })}
            </span>
          )}
          <a
            href={urlOf(picture.file)}
            download={picture.name}
            onClick={tellOfDownload}
            className="inline-flex h-8 items-center gap-1.5 rounded-8 border border-line-strong px-3 text-13 text-fg hover:bg-hover max-md:h-11"
          >
            <Download size={14} aria-hidden="true" />
            {t('timeline:files.save')}
          </a>
        </>
      }
    >
      <div className="relative flex min-h-40 items-center justify-center">
        <img
          src={urlOf(picture.file)}
          alt={picture.name}
          className="max-h-[62vh] max-w-full rounded-8 object-contain"
        />
        {count > 1 && (
          <>
            <IconButton
              label={t('timeline:files.previous')}
              size="touch"
              className={`${arrow} left-0`}
              onClick={() => onTurn((at - 1 + count) % count)}
            >
              <ChevronLeft size={20} />
            </IconButton>
            <IconButton
              label={t('timeline:files.next')}
              size="touch"
              className={`${arrow} right-0`}
              onClick={() => onTurn((at + 1) % count)}
            >
              <ChevronRight size={20} />
            </IconButton>
          </>
        )}
      </div>
    </Dialog>
  )
}
