import { Heading, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDragSource } from '@/features/designer/dnd'
import { useComposition } from '@/lib/composition'
import { cx } from '@/ui/class-names'
import { DESIGN_KINDS, type DesignKind, iconOf, PARTS } from './kinds'

export type PaletteItem = { kind: DesignKind } | { group: true }

const CHIP =
  'flex h-8 min-w-0 touch-none select-none items-center gap-2 rounded-8 border border-line bg-surface px-2 text-left text-13 text-fg transition-colors hover:border-line-strong hover:bg-hover'

/** What can be added: a click appends, a drag places. */
export function Palette({ onAdd }: { onAdd: (item: PaletteItem) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const composition = useComposition()
  const fits = (kind: DesignKind) =>
    `${t(`fields:kind.${kind.type}`)} ${kind.type} ${t(`designer:kind_hint.${kind.type}`)}`
      .toLowerCase()
      .includes(text.trim().toLowerCase())
  const found = DESIGN_KINDS.filter(fits)
  return (
    <aside
      aria-label={t('designer:palette.label')}
      className="flex w-64 shrink-0 flex-col border-r border-line bg-surface"
    >
      <div className="relative p-3 pb-2">
        <Search
          size={14}
          className="pointer-events-none absolute left-5.5 top-[21px] text-fg-3"
          aria-hidden="true"
        />
        <input
          data-palette-search=""
          type="search"
          aria-label={t('designer:palette.search')}
          placeholder={t('designer:palette.search')}
          value={text}
          {...composition.handlers}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            const [first] = found
            if (event.key === 'Enter' && first && text && !composition.isComposing(event)) {
              onAdd({ kind: first })
              setText('')
            }
            if (event.key === 'Escape') {
              setText('')
              event.currentTarget.blur()
            }
          }}
          className="field-control pl-8!"
        />
      </div>
      <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {PARTS.map(part => {
          const kinds = found.filter(kind => kind.part === part)
          if (kinds.length === 0) return null
          return (
            <Part key={part} title={t(`designer:palette.${part}`)}>
              {kinds.map(kind => (
                <KindChip key={kind.type} kind={kind} onAdd={() => onAdd({ kind })} />
              ))}
            </Part>
          )
        })}
        {!text && (
          <Part title={t('designer:palette.layout')}>
            <button type="button" className={CHIP} onClick={() => onAdd({ group: true })}>
              <Heading size={15} className="shrink-0 text-fg-3" aria-hidden="true" />
              <span className="truncate">{t('designer:group')}</span>
            </button>
          </Part>
        )}
        {found.length === 0 && (
          <p className="py-6 text-center text-13 text-fg-3">{t('designer:palette.none')}</p>
        )}
      </div>
    </aside>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-2">
      <h2 className="mb-1.5 text-12 text-fg-3">{title}</h2>
      <div className="grid grid-cols-2 gap-1.5">{children}</div>
    </section>
  )
}

function KindChip({ kind, onAdd }: { kind: DesignKind; onAdd: () => void }) {
  const { t } = useTranslation()
  const { ref, dragging } = useDragSource(`new-${kind.type}`, { kind })
  const Icon = iconOf(kind.type)
  return (
    <button
      ref={ref}
      type="button"
      title={t(`designer:kind_hint.${kind.type}`)}
      onClick={onAdd}
      className={cx(CHIP, 'cursor-grab', dragging && 'opacity-50')}
    >
      <Icon size={15} className="shrink-0 text-fg-3" aria-hidden="true" />
      <span className="truncate">{t(`fields:kind.${kind.type}`)}</span>
    </button>
  )
}
