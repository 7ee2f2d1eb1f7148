import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'
import { trapTab } from '@/ui/focus'
import { useLayer } from '@/ui/layers'

interface PaletteFrameProps {
  onClose: () => void
  ref?: Ref<HTMLDivElement>
  /** Not for what takes the place of the same frame. */
  moving?: boolean
  children: ReactNode
}

/** Where the palette stands, and the door that keeps its place until it is there. */
export function PaletteFrame({ onClose, ref, moving = false, children }: PaletteFrameProps) {
  const { t } = useTranslation()
  const panel = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => panel.current as HTMLDivElement)
  useLayer(true, onClose)
  return createPortal(
    <div className="fixed inset-0 z-[1150] flex items-start justify-center p-4 pt-[12vh] pb-[calc(1rem+var(--keyboard,0px))] short:pt-2 short:pb-[calc(.5rem+var(--keyboard,0px))] max-md:px-2 max-md:pt-2">
      <div
        className={cx('absolute inset-0 bg-scrim', moving && 'fade-in')}
        onClick={onClose}
        aria-hidden="true"
      />
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-label={t('app:palette.label')}
        onKeyDown={event => trapTab(event, panel.current)}
        className={cx(
          'relative flex max-h-full w-full max-w-[640px] flex-col overflow-hidden rounded-12 border border-line bg-raised shadow-3',
          moving && 'pop-in',
        )}
      >
        {children}
      </div>
    </div>,
    document.body,
  )
}
