import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleQuery, useMe } from '@/api/queries'
import { Avatar } from '@/ui/avatar'
import { TextInput } from '@/ui/controls'
import { Popover } from '@/ui/popover'
import { PanelError } from '@/ui/states'
import { colleagues } from './colleagues'

export interface Somebody {
  id: string
  name: string
}

interface PersonPickerProps {
  value: string
  onChange: (person: Somebody) => void
  label: string
  align?: 'start' | 'end'
  children: (trigger: {
    ref: (el: HTMLButtonElement | null) => void
    onClick: () => void
    'aria-expanded': boolean
  }) => React.ReactNode
}

/** Whose work it is: oneself first, then everybody who works here. */
export function PersonPicker({ value, onChange, label, align = 'start', children }: PersonPickerProps) {
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      {children({ ref: setAnchor, onClick: () => setOpen(!open), 'aria-expanded': open })}
      <Popover
        open={open}
        anchor={anchor}
        onClose={() => setOpen(false)}
        label={label}
        width={232}
        align={align}
      >
        <Choices
          value={value}
          onPick={person => {
            onChange(person)
            setOpen(false)
          }}
        />
      </Popover>
    </>
  )
}

function Choices({ value, onPick }: { value: string; onPick: (person: Somebody) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data, error, refetch } = useQuery(peopleQuery)
  const [text, setText] = useState('')
  const found = colleagues(data ?? [], me, text)
  return (
    <div className="p-1">
      <TextInput
        aria-label={t('tasks:find_person')}
        placeholder={t('tasks:find_person')}
        value={text}
        onChange={event => setText(event.target.value)}
        className="mb-1"
      />
      <ul className="max-h-60 overflow-y-auto">
        {found.map(person => (
          <li key={person.id}>
            <button
              type="button"
              onClick={() => onPick(person)}
              className="flex h-8 w-full items-center gap-2 rounded-6 px-2 text-left text-13 hover:bg-hover max-md:h-11"
            >
              <Avatar name={person.name} id={person.id} size={20} />
              <span className="min-w-0 flex-1 truncate">
                {person.name}
                {person.id === me.id && <span className="ml-1 text-fg-3">{t('tasks:myself')}</span>}
              </span>
              {person.id === value && <Check size={14} className="text-accent" aria-hidden="true" />}
            </button>
          </li>
        ))}
        {error && !data ? (
          <li className="px-2">
            <PanelError error={error} onRetry={() => void refetch()} />
          </li>
        ) : (
          data &&
          found.length === 0 && <li className="px-2 py-2 text-13 text-fg-3">{t('fields:nothing_found')}</li>
        )}
      </ul>
    </div>
  )
}
