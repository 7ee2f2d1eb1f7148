import { useComposition } from '@/lib/composition'
import { Labelled, TextInput } from './controls'

interface NameFieldProps {
  label: string
  value: string
  onChange: (name: string) => void
  onEnter: () => void
  error?: string | undefined
}

/** Longer names have no room in a tab, a heading or a column. */
const LONGEST = 60

/** What a dialog names: it has the keyboard first, and Enter is done with it. */
export function NameField({ label, value, onChange, onEnter, error }: NameFieldProps) {
  const composition = useComposition()
  return (
    <Labelled label={label} error={error}>
      {ids => (
        <TextInput
          {...ids}
          data-autofocus=""
          value={value}
          maxLength={LONGEST}
          onChange={event => onChange(event.target.value)}
          {...composition.handlers}
          onKeyDown={event => {
            if (event.key === 'Enter' && !composition.isComposing(event)) onEnter()
          }}
        />
      )}
    </Labelled>
  )
}
