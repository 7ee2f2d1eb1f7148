import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { usePhone } from '@/lib/use-media'
import { Button } from './button'
import { focusFirst, trapTab } from './focus'
import { useLayer } from './layers'

interface PopoverProps {
  open: boolean
  anchor: HTMLElement | null
  onClose: () => void
  align?: 'start' | 'end'
  width?: number | undefined
  label: string
  children: ReactNode
  /** Do not move the focus into the panel. */
  passive?: boolean
  /** On the phone: no title and no 完成, as a press inside closes it. */
  plain?: boolean
}

const GAP = 4
/** A panel lower than this shows too little of what is in it. */
const LEAST = 160
const INSIDE = '.ant-select-dropdown, .ant-picker-dropdown, [data-popover], [data-toaster]'

/** A panel beside its anchor; on the phone a sheet from below. */
export function Popover(props: PopoverProps) {
  const phone = usePhone()
  if (!props.open) return null
  return createPortal(phone ? <Sheet {...props} /> : <Floating {...props} />, document.body)
}

function useBringFocusBack(
  anchor: HTMLElement | null,
  panel: React.RefObject<HTMLDivElement | null>,
  passive?: boolean,
) {
  useEffect(() => {
    if (passive) return
    const before = (document.activeElement as HTMLElement | null) ?? anchor
    if (panel.current) focusFirst(panel.current)
    return () => {
      const now = document.activeElement
      if (!now || now === document.body || panel.current?.contains(now))
        before?.focus?.({ preventScroll: true })
    }
  }, [anchor, panel, passive])
}

function Floating({ anchor, onClose, align = 'start', width, label, children, passive }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null)
  // Until its place is known nobody sees it; what is hidden could not take the focus.
  const [place, setPlace] = useState<React.CSSProperties>({ opacity: 0, top: 0, left: 0 })
  useLayer(true, onClose)
  useBringFocusBack(anchor, panel, passive)
  useLayoutEffect(() => {
    const put = () => {
      const box = panel.current
      if (!box || !anchor) return
      const from = anchor.getBoundingClientRect()
      const { offsetWidth: w, offsetHeight: h } = box
      const below = innerHeight - from.bottom - GAP - 8
      const above = from.top - GAP - 8
      const up = h > below && above > below
      const left = Math.max(8, Math.min(align === 'end' ? from.right - w : from.left, innerWidth - w - 8))
      // Above a keyboard there may be room on neither side: then it covers what it belongs to.
      if (Math.max(above, below) < Math.min(h, LEAST)) {
        const top = Math.max(8, Math.min(from.bottom + GAP, innerHeight - 8 - h))
        return setPlace({ left, top, maxHeight: innerHeight - 16 })
      }
      setPlace({
        left,
        top: up ? Math.max(8, from.top - GAP - h) : from.bottom + GAP,
        maxHeight: up ? above : below,
      })
    }
    put()
    const seen = new ResizeObserver(put)
    if (panel.current) seen.observe(panel.current)
    addEventListener('resize', put)
    return () => {
      seen.disconnect()
      removeEventListener('resize', put)
    }
  }, [anchor, align])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as HTMLElement
      if (panel.current?.contains(target) || anchor?.contains(target) || target.closest(INSIDE)) return
      onClose()
    }
    document.addEventListener('pointerdown', outside, true)
    return () => document.removeEventListener('pointerdown', outside, true)
  }, [anchor, onClose])
  return (
    <div
      ref={panel}
      data-popover=""
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={event => trapTab(event, panel.current)}
      className="pop-in scroll-quiet fixed z-[1100] overflow-y-auto rounded-8 border border-line bg-raised shadow-2"
      style={{ width, ...place }}
    >
      {children}
    </div>
  )
}

function Sheet({ anchor, onClose, label, children, passive, plain }: PopoverProps) {
  const { t } = useTranslation()
  const panel = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  useLayer(true, onClose)
  useBringFocusBack(anchor, body, passive)
  return (
    <div data-layer="" className="fixed inset-0 z-[1100] flex items-end pb-(--keyboard)">
      <div className="fade-in absolute inset-0 bg-scrim" onClick={onClose} aria-hidden="true" />
      <div
        ref={panel}
        data-popover=""
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={event => trapTab(event, panel.current)}
        className="sheet-in relative flex max-h-[min(80dvh,100%)] w-full flex-col rounded-t-16 bg-raised shadow-3"
      >
        {plain ? (
          <div className="mx-auto my-2 h-1 w-9 shrink-0 rounded-full bg-line-strong" aria-hidden="true" />
        ) : (
          <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pl-4 pr-1.5">
            <p aria-hidden="true" className="min-w-0 flex-1 truncate text-16 font-semibold">
              {label}
            </p>
            <Button look="quiet" size="touch" className="font-medium text-accent!" onClick={onClose}>
              {t('app:done')}
            </Button>
          </header>
        )}
        <div
          ref={body}
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
          style={{ paddingBottom: 'calc(8px + env(safe-area-inset-bottom))' }}
        >
          {children}
        </div>
      </div>
    </div>
  )
}
