import { Eye, EyeOff } from 'lucide-react'
import { type InputHTMLAttributes, type ReactNode, type Ref, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names'

interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  invalid?: boolean
  ref?: Ref<HTMLInputElement>
}

export function TextInput({ invalid, className, ...rest }: TextInputProps) {
  return <input {...rest} aria-invalid={invalid || undefined} className={cx('field-control', className)} />
}

export function PasswordInput(props: TextInputProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <span className="relative block">
      <TextInput {...props} type={shown ? 'text' : 'password'} className="pr-10" />
      <button
        type="button"
        aria-label={shown ? t('app:hide_password') : t('app:show_password')}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex w-10 items-center justify-center text-fg-3 hover:text-fg"
      >
        <Icon size={16} />
      </button>
    </span>
  )
}

/** A label over its control, with the problem or the help below. */
export function Labelled({
  label,
  required,
  error,
  help,
  children,
}: {
  label: ReactNode
  required?: boolean
  error?: string | undefined
  help?: ReactNode
  children: (ids: { id: string; 'aria-describedby': string | undefined; invalid: boolean }) => ReactNode
}) {
  const id = useId()
  const note = error ?? help
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-13 text-fg-2">
        {label}
        {required && (
          <span className="ml-0.5 text-bad" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, invalid: error !== undefined })}
      {note && (
        <p
          id={`${id}-note`}
          className={cx('text-12', error ? 'text-bad' : 'text-fg-3')}
          role={error ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  )
}

export function Toggle({
  checked,
  onChange,
  label,
  disabled,
  id,
}: {
  checked: boolean
  onChange: (next: boolean) => void
  label: string
  disabled?: boolean
  id?: string
}) {
  return (
    <button
      type="button"
      role="switch"
      id={id}
      aria-checked={checked}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!checked)}
      className={cx(
        'tap relative inline-flex h-5 w-9 shrink-0 rounded-full transition-colors duration-150 disabled:opacity-50',
        checked ? 'bg-accent' : 'bg-line-strong',
      )}
    >
      <span
        className={cx(
          'absolute top-0.5 size-4 rounded-full bg-white shadow-1 transition-[left] duration-150',
          checked ? 'left-[18px]' : 'left-0.5',
        )}
      />
    </button>
  )
}

export function CheckBox({
  checked,
  onChange,
  label,
  some,
}: {
  checked: boolean
  onChange: (next: boolean) => void
  label: string
  some?: boolean
}) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={checked}
      ref={el => {
        if (el) el.indeterminate = Boolean(some) && !checked
      }}
      onChange={event => onChange(event.target.checked)}
      className="size-[15px] shrink-0 cursor-pointer accent-accent"
    />
  )
}

export function Segmented<T extends string>({
  value,
  options,
  onChange,
  label,
}: {
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (next: T) => void
  label: string
}) {
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex max-w-full flex-wrap rounded-8 bg-subtle p-0.5"
    >
      {options.map(option => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={value === option.value}
          onClick={() => onChange(option.value)}
          className={cx(
            'h-7 rounded-6 px-3 text-13 transition-colors max-md:h-11',
            value === option.value
              ? 'bg-surface font-medium text-fg shadow-1 dark:bg-active'
              : 'text-fg-2 hover:text-fg',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
