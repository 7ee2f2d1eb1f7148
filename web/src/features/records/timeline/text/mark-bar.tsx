import { Bold, Link, List, TextQuote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keyName } from '@/lib/keys'
import type { Selected } from '@/lib/put-text'
import { IconButton } from '@/ui/button'
import { bold, lines, link } from './marks'

export const MARKS = [
  { name: 'bold', icon: Bold, key: 'mod+B', apply: bold },
  { name: 'list', icon: List, key: '', apply: (now: Selected) => lines(now, '- ') },
  { name: 'quote', icon: TextQuote, key: '', apply: (now: Selected) => lines(now, '> ') },
  { name: 'link', icon: Link, key: '', apply: link },
] as const

/** Buttons that put marks into the text being written. */
export function MarkBar({ onMark }: { onMark: (apply: (now: Selected) => Selected) => void }) {
  const { t } = useTranslation()
  return (
    <div role="toolbar" aria-label={t('timeline:marks.bar')} className="ml-auto flex max-md:ml-0">
      {MARKS.map(({ name, icon: Icon, key, apply }) => (
        <IconButton
          key={name}
          size="small"
          label={t(`timeline:marks.${name}`)}
          title={[t(`timeline:marks.${name}`), key && keyName(key)].filter(Boolean).join(' ')}
          // The press must not take the selection out of the text.
          onPointerDown={event => event.preventDefault()}
          onClick={() => onMark(apply)}
        >
          <Icon size={13} />
        </IconButton>
      ))}
    </div>
  )
}
