import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { cx } from './class-names'

/** `plain`: neither done nor failed, such as that there was nothing to do. */
type Tone = 'ok' | 'plain' | 'bad'

export interface Toast {
  id: number
  text: string
  tone: Tone
  action?: { label: string; run: () => void } | undefined
  /** The step that the action takes back. */
  step?: object | undefined
}

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }))
let last = 0
const SHOWN_MS = 5000
/** There it covers what the thumb wants next: that it was done is seen at a glance. What is more than that, is read. */
const SHOWN_ON_PHONE_MS = 2500
const SHOWN_WITH_ACTION_MS = 9000

function dismiss(id: number): void {
  useToasts.setState(state => ({ toasts: state.toasts.filter(toast => toast.id !== id) }))
}

/** Takes all of them away: each test begins without. */
export const clearToasts = (): void => useToasts.setState({ toasts: [] })

/**
 * A pile hides the rows behind it: good news gives way to newer good news. A failure stays until it was read, and a way back
 * is not pushed away by what offers none.
 */
export function withNewest(shown: readonly Toast[], entry: Toast): Toast[] {
  const stays = (other: Toast) =>
    other.text !== entry.text &&
    (other.tone === 'bad' || entry.tone === 'bad' || (other.action !== undefined && !entry.action))
  return [...shown.filter(stays).slice(-2), entry]
}

/** Without what offers to take this step back, now that it was taken back otherwise; what failed in it is still to be read. */
export const withoutStep = (shown: readonly Toast[], step: object): Toast[] =>
  shown.flatMap(one => {
    if (one.step !== step) return one
    return one.tone === 'bad' ? { ...one, action: undefined } : []
  })

/** The step was taken back: nothing offers it any more. */
export const stepTaken = (step: object): void =>
  useToasts.setState(({ toasts }) => ({ toasts: withoutStep(toasts, step) }))

/** Tells of something that happened in the background, with a way back where there is one. */
export function toast(text: string, options: Pick<Partial<Toast>, 'tone' | 'action' | 'step'> = {}): void {
  last += 1
  const id = last
  const entry: Toast = { id, text, tone: options.tone ?? 'ok', action: options.action, step: options.step }
  useToasts.setState(state => ({ toasts: withNewest(state.toasts, entry) }))
  const small = entry.tone === 'ok' && window.matchMedia('(max-width: 767px)').matches
  const shown = small ? SHOWN_ON_PHONE_MS : SHOWN_MS
  setTimeout(() => dismiss(id), options.action ? SHOWN_WITH_ACTION_MS : shown)
}

export function Toaster() {
  const { t } = useTranslation()
  const toasts = useToasts(state => state.toasts)
  return (
    <div
      data-toaster=""
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(137px+env(safe-area-inset-bottom))] z-[1300] flex flex-col items-center gap-2 px-4 short:bottom-[calc(112px+env(safe-area-inset-bottom))] md:bottom-2"
    >
      {toasts.map(item => (
        <div
          key={item.id}
          className="sheet-in pointer-events-auto flex min-h-10 max-w-full items-center gap-2 rounded-8 border border-line bg-raised py-1 pl-3 pr-1 text-13 text-fg shadow-3"
        >
          {item.tone === 'ok' ? (
            <CircleCheck size={16} className="shrink-0 text-ok" />
          ) : item.tone === 'plain' ? (
            <Info size={16} className="shrink-0 text-fg-3" />
          ) : (
            <CircleAlert size={16} className="shrink-0 text-bad" />
          )}
          <span className="min-w-0 break-words">{item.text}</span>
          {item.action && (
            <button
              type="button"
              className="h-8 shrink-0 whitespace-nowrap rounded-6 px-2 max-md:h-11 max-md:px-3 font-medium text-accent hover:bg-hover"
              onClick={() => {
                item.action?.run()
                dismiss(item.id)
              }}
            >
              {item.action.label}
            </button>
          )}
          <button
            type="button"
            aria-label={t('app:close')}
            className={cx(
              'flex size-8 max-md:size-11 shrink-0 items-center justify-center rounded-6 text-fg-3 hover:bg-hover',
            )}
            onClick={() => dismiss(item.id)}
          >
            <X size={14} />
          </button>
        </div>
      ))}
    </div>
  )
}
