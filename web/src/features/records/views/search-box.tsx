import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useComposition } from '@/lib/composition'

interface SearchBoxProps {
  value: string
  onSearch: (text: string) => void
  className?: string
  autoFocus?: boolean
}

const WAIT_MS = 220

/** Searches a moment after the last key, and never in the middle of a pinyin composition. */
export function SearchBox({ value, onSearch, className = '', autoFocus }: SearchBoxProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  const later = (next: string, wait = WAIT_MS) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = next.trim()
      onSearch(next.trim())
    }, wait)
  }
  const composition = useComposition(() => later(input.current?.value ?? ''))
  useEffect(() => {
    // The address changed by other means (another view, a cleared filter).
    if (value !== sent.current) {
      sent.current = value
      setText(value)
    }
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <label className={`relative block ${className}`}>
      <Search
        size={14}
        className="pointer-events-none absolute left-2.5 top-1/2 -translate-y-1/2 text-fg-3"
        aria-hidden="true"
      />
      <input
        ref={input}
        type="text"
        role="searchbox"
        enterKeyHint="search"
        autoFocus={autoFocus}
        aria-label={t('records:search')}
        placeholder={t('records:search')}
        className="field-control pl-8! pr-7!"
        value={text}
        onChange={event => {
          setText(event.target.value)
          if (!composition.isComposing()) later(event.target.value)
        }}
        {...composition.handlers}
        onKeyDown={event => {
          if (composition.isComposing(event)) return
          if (event.key === 'Enter') later(text, 0)
          if (event.key === 'Escape' && text) {
            event.stopPropagation()
            setText('')
            later('', 0)
          }
        }}
      />
      {text && (
        <button
          type="button"
          aria-label={t('records:clear_search')}
          onClick={() => {
            setText('')
            later('', 0)
            input.current?.focus()
          }}
          className="absolute right-1 top-1/2 flex size-6 -translate-y-1/2 items-center justify-center rounded-6 text-fg-3 hover:bg-hover"
        >
          <X size={13} />
        </button>
      )}
    </label>
  )
}
