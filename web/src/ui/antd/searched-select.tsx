import type { SelectProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../class-names'
import { useHeldKey } from './held-key'
import { Select } from './select'

type Held = Parameters<typeof useHeldKey>[0]

interface SearchedSelectProps<Value> extends Omit<SelectProps<Value>, 'showSearch' | 'popupRender' | 'open'> {
  /** The search, and how far its answer is. */
  search: Omit<Held, 'take'> & { onText: (text: string) => void }
  /** Takes the entry that was meant when Enter came before the answer. */
  onTake: (value: string) => void
  many?: boolean
}

/** A list whose entries are searched elsewhere: only what answers the text in the box can be taken. */
export function SearchedSelect<Value>(props: SearchedSelectProps<Value>) {
  const { search, onTake, many = false, defaultOpen = false, onOpenChange, ...select } = props
  const { onText, ...asked } = search
  const { t } = useTranslation()
  const [open, setOpen] = useState(defaultOpen)
  const turn = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
  const held = useHeldKey({
    ...asked,
    take: first => {
      onTake(first)
      onText('')
      if (!many) turn(false)
    },
  })
  return (
    <div className="contents" onKeyDownCapture={held.onKeyDownCapture}>
      <Select<Value>
        {...select}
        {...(many ? { mode: 'multiple' as const, maxTagCount: 'responsive' as const } : {})}
        aria-busy={held.waiting || undefined}
        showSearch={{ filterOption: false, searchValue: asked.text, onSearch: onText }}
        open={open}
        onOpenChange={next => {
          if (!next) held.drop()
          turn(next)
        }}
        popupRender={menu => (
          <>
            {held.waiting && (
              <p role="status" className="truncate px-3 py-1.5 text-12 text-fg-3">
                {t('fields:looking_for', { text: asked.text.trim() })}
              </p>
            )}
            <div
              className={cx('transition-opacity delay-150', !asked.fresh && 'pointer-events-none opacity-40')}
              // What the pointer is on is about to change: it is not what was asked for.
              onClickCapture={event => !asked.fresh && event.stopPropagation()}
            >
              {menu}
            </div>
          </>
        )}
      />
    </div>
  )
}
