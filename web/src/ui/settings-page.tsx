import type { ReactNode } from 'react'
import { cx } from './class-names'

/** A page of settings: what it is for, then its rows. */
export function SettingsPage({
  title,
  hint,
  actions,
  wide,
  children,
}: {
  title: string
  hint?: ReactNode
  actions?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div
      className="flex flex-col gap-5 px-8 pb-12 pt-6 max-md:px-4 max-md:pt-4"
      style={{ maxWidth: wide ? 1040 : 680 }}
    >
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-16 font-semibold">{title}</h2>
          {hint && <p className="mt-0.5 max-w-[560px] text-13 text-fg-3">{hint}</p>}
        </div>
        {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export function SettingsRow({
  title,
  hint,
  beside = false,
  children,
}: {
  title: string
  hint?: ReactNode
  /** The control has room beside its words on a phone too: a switch. */
  beside?: boolean
  children: ReactNode
}) {
  return (
    <div
      className={cx(
        'flex items-center justify-between gap-6 border-b border-line py-4 last:border-0',
        !beside && 'max-md:flex-col max-md:items-start max-md:gap-2',
      )}
    >
      <div className="min-w-0">
        <p className="text-13 font-medium">{title}</p>
        {hint && <p className="text-12 text-fg-3">{hint}</p>}
      </div>
      <div className={cx('flex shrink-0 items-center gap-2', !beside && 'max-md:w-full')}>{children}</div>
    </div>
  )
}
