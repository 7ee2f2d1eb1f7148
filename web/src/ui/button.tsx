import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './class-names'

type Look = 'primary' | 'default' | 'quiet' | 'danger' | 'link'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-medium',
  default: 'border border-line-strong bg-surface text-fg hover:bg-hover',
  quiet: 'text-fg-2 hover:bg-hover hover:text-fg',
  danger: 'border border-line-strong bg-surface text-bad hover:bg-bad-soft',
  link: 'text-accent hover:text-accent-hover px-0! h-auto!',
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look
  size?: 'small' | 'normal' | 'touch'
  icon?: ReactNode
  busy?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A thumb needs 44 px, whatever the size on a desktop. */
const SIZES = {
  small: 'h-7 px-2 text-13 max-md:h-11 max-md:px-3',
  normal: 'h-8 px-3 text-13 max-md:h-11 max-md:px-4 max-md:text-14',
  touch: 'h-11 px-4 text-14',
}

export function Button({
  look = 'default',
  size = 'normal',
  icon,
  busy,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-8 transition-colors duration-100 disabled:opacity-50',
        SIZES[size],
        LOOKS[look],
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string
  size?: 'small' | 'normal' | 'touch'
  pressed?: boolean
  ref?: Ref<HTMLButtonElement>
}

const SQUARES = { small: 'size-6 max-md:size-11', normal: 'size-7 max-md:size-11', touch: 'size-11' }

export function IconButton({
  label,
  size = 'normal',
  pressed,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      {...rest}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-6 text-fg-2 transition-colors duration-100 hover:bg-hover hover:text-fg disabled:opacity-40',
        SQUARES[size],
        pressed && 'bg-active text-fg',
        className,
      )}
    >
      {children}
    </button>
  )
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent opacity-70"
    />
  )
}
