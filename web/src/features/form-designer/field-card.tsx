import { ArrowDown, ArrowUp, CircleAlert, Copy, GripVertical, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { useDragSource, useDropTarget } from '@/features/designer/dnd'
import { keyName } from '@/lib/keys'
import { words } from '@/lib/label'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import type { Place } from './document'
import { FieldLook } from './field-look'

export interface CardCommands {
  select: (id: string) => void
  copy: (id: string) => void
  remove: (id: string) => void
  move: (id: string, step: -1 | 1) => void
}

interface FieldCardProps {
  field: Field
  place: Place
  selected: boolean
  wrong: boolean
  title: boolean
  commands: CardCommands
}

/** A field on the canvas: click selects, the grip drags, the toolbar does what the keys do. */
export function FieldCard({ field, place, selected, wrong, title, commands }: FieldCardProps) {
  const { t } = useTranslation()
  const card = useRef<HTMLDivElement | null>(null)
  const drag = useDragSource(field.id, { field })
  const drop = useDropTarget(`over-${field.id}`, { place }, 2)
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const name = words(field.name)
  const label = name || t('designer:unnamed')
  return (
    <div
      ref={el => {
        card.current = el
        drag.ref(el)
        drop.ref(el)
      }}
      data-field={field.code}
      className={cx('group relative', drag.dragging && 'opacity-40')}
    >
      {drop.line && (
        <i
          className={cx(
            'pointer-events-none absolute inset-x-1 z-10 h-0.5 rounded-full bg-accent',
            drop.line === 'before' ? '-top-px' : '-bottom-px',
          )}
        />
      )}
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => commands.select(field.id)}
        className={cx(
          'flex w-full flex-col gap-1.5 rounded-12 px-3 py-2.5 text-left outline-offset-[-2px] transition-colors',
          selected ? 'bg-accent-soft/40 ring-2 ring-inset ring-accent' : 'hover:bg-hover/60',
        )}
      >
        <span className={cx('flex min-w-0 items-center gap-1 text-13', name ? 'text-fg-2' : 'text-fg-3')}>
          <span className="truncate">{label}</span>
          {field.required && (
            <span className="text-bad" title={t('designer:field.required')}>
              *
            </span>
          )}
          {title && (
            <span className="rounded-6 bg-subtle px-1.5 text-12 text-fg-3">
              {t('designer:form.title_mark')}
            </span>
          )}
          {wrong && (
            <CircleAlert size={14} className="shrink-0 text-bad" aria-label={t('designer:problems.here')} />
          )}
        </span>
        <span className="pointer-events-none block w-full" aria-hidden="true">
          <FieldLook field={field} />
        </span>
        {words(field.help) && <span className="text-12 text-fg-3">{words(field.help)}</span>}
      </button>
      <button
        ref={drag.handleRef}
        type="button"
        tabIndex={selected ? 0 : -1}
        aria-label={t('designer:drag', { name: label })}
        title={t('designer:drag', { name: label })}
        onClick={() => commands.select(field.id)}
        className="absolute -left-5 top-1/2 flex h-8 w-5 -translate-y-1/2 cursor-grab touch-none items-center justify-center rounded-6 text-fg-3 opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
      >
        <GripVertical size={14} />
      </button>
      {selected && (
        <div className="absolute -top-3.5 right-3 flex rounded-8 border border-line bg-raised p-0.5 shadow-2">
          <IconButton
            size="small"
            label={`${t('designer:move_up')} ${keyName('Alt+↑')}`}
            onClick={() => commands.move(field.id, -1)}
          >
            <ArrowUp size={13} />
          </IconButton>
          <IconButton
            size="small"
            label={`${t('designer:move_down')} ${keyName('Alt+↓')}`}
            onClick={() => commands.move(field.id, 1)}
          >
            <ArrowDown size={13} />
          </IconButton>
          <IconButton
            size="small"
            label={`${t('app:copy')} ${keyName('mod+D')}`}
            onClick={() => commands.copy(field.id)}
          >
            <Copy size={13} />
          </IconButton>
          <IconButton
            size="small"
            label={`${t('designer:remove')} ${keyName('Del')}`}
            onClick={() => commands.remove(field.id)}
          >
            <Trash2 size={13} />
          </IconButton>
        </div>
      )}
    </div>
  )
}
