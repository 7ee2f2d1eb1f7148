import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { usePhone } from '@/lib/use-media'
import { IconButton } from './button'
import { cx } from './class-names'
import { focusFirst, tabbable, trapTab } from './focus'
import { useLayer } from './layers'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  width?: number
  footer?: ReactNode
  children: ReactNode
  /** On a phone: the whole screen instead of a sheet from below. */
  tall?: boolean
}

/** A modal on the desktop, a sheet from below on the phone. */
export function Dialog(props: DialogProps) {
  if (!props.open) return null
  return createPortal(<OpenDialog {...props} />, document.body)
}

function OpenDialog({ onClose, title, width = 480, footer, children, tall }: DialogProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const panel = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const heading = useId()
  useLayer(true, onClose)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    const inside = body.current && tabbable(body.current).length > 0 ? body.current : panel.current
    if (inside) focusFirst(inside)
    return () => before?.focus?.({ preventScroll: true })
  }, [])
  return (
    <div
      data-layer=""
      className={cx(
        'fixed inset-0 z-[1000] flex',
        // A phone lying on its side has the wide screen's dialogs and a keyboard all the same.
        phone
          ? 'items-end pb-(--keyboard)'
          : 'items-start justify-center p-6 pt-[9vh] pb-[calc(1.5rem+var(--keyboard,0px))] short:px-2 short:pt-2 short:pb-[calc(.5rem+var(--keyboard,0px))]',
      )}
    >
      <div className="fade-in absolute inset-0 bg-scrim" onClick={onClose} aria-hidden="true" />
      <div
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-labelledby={heading}
        tabIndex={-1}
        onKeyDown={event => trapTab(event, panel.current)}
        className={cx(
          'relative flex min-h-0 w-full flex-col bg-surface shadow-3',
          phone ? 'sheet-in rounded-t-16' : 'pop-in max-h-[min(82vh,100%)] rounded-12 short:max-h-full',
          phone && (tall ? 'h-[94dvh] max-h-full' : 'max-h-[min(88dvh,100%)]'),
        )}
        style={phone ? undefined : { maxWidth: width }}
      >
        <header
          className={cx(
            'flex shrink-0 items-center gap-2 border-b border-line',
            phone ? 'h-14 pl-4 pr-1.5' : 'h-12 pl-5 pr-2.5 short:h-10',
          )}
        >
          <h2
            id={heading}
            className={cx('min-w-0 flex-1 truncate font-semibold', phone ? 'text-16' : 'text-14')}
          >
            {title}
          </h2>
          <IconButton label={t('app:close')} size={phone ? 'touch' : 'normal'} onClick={onClose}>
            <X size={phone ? 20 : 16} />
          </IconButton>
        </header>
        <div
          ref={body}
          className={cx(
            'scroll-quiet min-h-0 flex-1 overflow-y-auto',
            phone ? 'overscroll-contain p-4' : 'px-5 py-4 short:py-2',
          )}
        >
          {children}
        </div>
        {footer && (
          <footer
            className={cx(
              'flex shrink-0 items-center justify-end gap-2 border-t border-line',
              phone
                ? 'px-4 py-3 pb-[calc(12px+env(safe-area-inset-bottom))] [&>button]:h-11 [&>button]:flex-1'
                : 'px-5 py-3 short:py-1.5',
            )}
          >
            {footer}
          </footer>
        )}
      </div>
    </div>
  )
}
