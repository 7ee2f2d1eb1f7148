import type { ReactNode } from 'react'

interface EnterFormProps {
  /** What the dialog's main button does; it says itself whether anything is to be done yet. */
  onEnter: () => void
  children: ReactNode
}

/** The fields of a dialog whose buttons lie outside them: Enter in a field presses the main one. */
export function EnterForm({ onEnter, children }: EnterFormProps) {
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        onEnter()
      }}
    >
      {children}
      {/* A form of several fields is sent by Enter only where it has a button. */}
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
    </form>
  )
}
