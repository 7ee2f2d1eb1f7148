import { Languages } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Label } from '@/lib/label'
import { IconButton } from '@/ui/button'

interface BothLanguagesProps {
  label: string
  value: Label | undefined
  onChange: (language: 'zh-CN' | 'en', text: string) => void
  placeholder?: string
  autoFocus?: boolean
  area?: boolean
}

/** Words in the person's own language; the other one is a click away and stays open where it is filled in. */
export function BothLanguages({ label, value, onChange, placeholder, autoFocus, area }: BothLanguagesProps) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const own = i18n.language === 'en' ? 'en' : 'zh-CN'
  const other = own === 'en' ? 'zh-CN' : 'en'
  const both = typeof value === 'string' ? { [own]: value } : (value ?? {})
  const [open, setOpen] = useState(Boolean(both[other]))
  const Control = area ? 'textarea' : 'input'
  return (
    <div className="flex flex-col gap-1">
      <div className="flex h-6 items-center justify-between">
        <label htmlFor={id} className="text-13 text-fg-2">
          {label}
        </label>
        <IconButton
          size="small"
          label={t(`designer:language.${other}`)}
          pressed={open}
          // Where it is narrow a mouse works here: no thumb needs more.
          className="max-md:size-7!"
          onClick={() => setOpen(!open)}
        >
          <Languages size={13} />
        </IconButton>
      </div>
      <Line name={open && t(`designer:tongue.${own}`)}>
        <Control
          id={id}
          className="field-control min-w-0 flex-1"
          {...(area ? { rows: 2 } : { autoFocus: autoFocus ?? false })}
          onFocus={(event: React.FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
            if (autoFocus) event.currentTarget.select()
          }}
          placeholder={placeholder}
          value={both[own] ?? ''}
          onChange={event => onChange(own, event.target.value)}
        />
      </Line>
      {open && (
        <Line name={t(`designer:tongue.${other}`)}>
          <Control
            className="field-control min-w-0 flex-1"
            {...(area ? { rows: 2 } : {})}
            lang={other}
            aria-label={`${label} · ${t(`designer:language.${other}`)}`}
            placeholder={t(`designer:language.${other}`)}
            value={both[other] ?? ''}
            onChange={event => onChange(other, event.target.value)}
          />
        </Line>
      )}
    </div>
  )
}

/** A box for words; where there are two, each says in its own language which one it is. */
function Line({ name, children }: { name: string | false; children: ReactNode }) {
  return (
    <div className="flex items-center gap-2">
      {name && (
        <span aria-hidden="true" className="w-12 shrink-0 text-12 text-fg-3">
          {name}
        </span>
      )}
      {children}
    </div>
  )
}
