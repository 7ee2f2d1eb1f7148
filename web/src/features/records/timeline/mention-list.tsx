import { useTranslation } from 'react-i18next'
import type { PickerItem } from '@/api/types'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/class-names'

/** People to mention, below the text in the flow: no layer takes the focus from the writing. */
export function MentionList({
  id,
  items,
  at,
  onPick,
}: {
  id: string
  items: readonly PickerItem[]
  at: number
  onPick: (item: PickerItem) => void
}) {
  const { t } = useTranslation()
  if (items.length === 0) return null
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('records:mention.people')}
      className="mx-1.5 mb-1.5 rounded-8 border border-line bg-raised p-1"
    >
      {items.map((item, index) => (
        <div
          key={item.id}
          id={`${id}.${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          // The press must not take the caret out of the text.
          onPointerDown={event => event.preventDefault()}
          onClick={() => onPick(item)}
          onKeyDown={event => event.key === 'Enter' && onPick(item)}
          className={cx(
            'flex h-8 cursor-pointer items-center gap-2 rounded-6 px-2 text-13 max-md:h-11',
            index === at ? 'bg-hover text-fg' : 'text-fg-2 hover:bg-hover',
          )}
        >
          <Avatar name={item.title} id={item.id} />
          <span className="truncate">{item.title}</span>
          {item.hint && <span className="ml-auto truncate text-12 text-fg-3">{item.hint}</span>}
        </div>
      ))}
    </div>
  )
}
