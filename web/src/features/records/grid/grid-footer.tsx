import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useComposition } from '@/lib/composition'
import { plainNumber } from '@/lib/format'
import { Kbd } from '@/ui/kbd'

interface GridFooterProps {
  first: number
  last: number
  total: number | undefined
  onJump: (row: number) => void
}

export function GridFooter({ first, last, total, onJump }: GridFooterProps) {
  const { t } = useTranslation()
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t border-line px-4 text-12 text-fg-3">
      <span className="tabular whitespace-nowrap">
        {total === undefined
          ? ''
          : total === 0
            ? t('records:footer.none')
            : t('records:footer.range', {
                first: plainNumber(first),
                last: plainNumber(Math.min(last, total)),
                total: plainNumber(total),
              })}
      </span>
      {total !== undefined && total > 100 && <Jump total={total} onJump={onJump} />}
      <span className="ml-auto hidden items-center gap-3 whitespace-nowrap lg:flex">
        <span className="flex items-center gap-1">
          <Kbd keys="↑↓" />
          {t('records:footer.move')}
        </span>
        <span className="flex items-center gap-1">
          <Kbd keys="Enter" />
          {t('records:footer.edit')}
        </span>
        <span className="flex items-center gap-1">
          <Kbd keys="mod+Enter" />
          {t('records:footer.open')}
        </span>
        <span className="flex items-center gap-1">
          <Kbd keys="Space" />
          {t('records:footer.select')}
        </span>
      </span>
    </footer>
  )
}

function Jump({ total, onJump }: { total: number; onJump: (row: number) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const composition = useComposition()
  return (
    <label className="flex items-center gap-1.5 whitespace-nowrap">
      {t('records:footer.jump')}
      <input
        inputMode="numeric"
        aria-label={t('records:footer.jump_to_row')}
        className="tabular h-6 w-16 rounded-6 border border-line bg-surface px-1.5 text-12 text-fg focus:border-accent focus:outline-none"
        value={text}
        onChange={event => setText(event.target.value.replace(/\D/g, ''))}
        {...composition.handlers}
        onKeyDown={event => {
          if (event.key !== 'Enter' || composition.isComposing(event) || !text) return
          onJump(Math.max(0, Math.min(total, Number(text)) - 1))
        }}
      />
    </label>
  )
}
