import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useComposition } from '@/lib/composition'
import { problemText } from '@/lib/problem-text'
import { Button } from './button'
import { Labelled, TextInput } from './controls'
import { Dialog } from './dialog'

interface TypedConfirmProps {
  title: string
  hint: string
  /** What is asked for above the box. */
  label: string
  /** What has to be typed. */
  name: string
  /** What the button does, or how far it is. */
  action: string
  busy: boolean
  error: Error | null
  onRun: () => void
  onClose: () => void
}

/** Before what has no way back: its name is typed. It runs once, and is not left while it does. */
export function TypedConfirm(props: TypedConfirmProps) {
  const { title, hint, label, name, action, busy, error, onRun, onClose } = props
  const { t } = useTranslation()
  const composition = useComposition()
  const [typed, setTyped] = useState('')
  const same = typed.trim() === name.trim()
  return (
    <Dialog
      open
      onClose={busy ? () => undefined : onClose}
      width={440}
      title={title}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button look="danger" disabled={!same} busy={busy} onClick={onRun}>
            {action}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-14 text-fg-2">{hint}</p>
      <Labelled label={label} error={error ? problemText(error) : undefined}>
        {ids => (
          <TextInput
            {...ids}
            data-autofocus=""
            autoComplete="off"
            value={typed}
            onChange={event => setTyped(event.target.value)}
            {...composition.handlers}
            onKeyDown={event => {
              // A second run would take what came into reach since, too.
              if (event.key === 'Enter' && !composition.isComposing(event) && same && !busy) onRun()
            }}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
