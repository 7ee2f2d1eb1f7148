import { type ComponentProps, useEffect, useState } from 'react'
import { Button } from '@/ui/button'

/** Longer than a double click takes, shorter than anybody reads a step. */
const SETTLES_MS = 600

/**
 * A button at the foot of a step, which leads to another. The next step's button takes its place under the pointer and under
 * the focus: the second half of a double click, Enter pressed twice and Enter held down are not meant for that one.
 */
export function StepButton({
  step,
  onClick,
  ...rest
}: Omit<ComponentProps<typeof Button>, 'onClick'> & { step: string; onClick: () => void }) {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(step), SETTLES_MS)
    return () => clearTimeout(timer)
  }, [step])
  const fresh = settled !== step
  return (
    <Button
      {...rest}
      aria-disabled={fresh || undefined}
      onKeyDown={event => {
        if (event.repeat && event.key === 'Enter') event.preventDefault()
      }}
      onClick={event => {
        if (!fresh && event.detail < 2) onClick()
      }}
    />
  )
}
