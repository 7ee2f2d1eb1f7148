import { ArrowDown, ArrowUp, SquarePen, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { useDropTarget } from '@/features/designer/dnd'
import { type Designer, useDoc, useSelected } from '@/features/designer/store'
import { words } from '@/lib/label'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { type Section, sectionsOf } from './document'
import { moveGroup, removeGroup } from './edits'
import { type CardCommands, FieldCard } from './field-card'

export const groupKey = (index: number): string => `group:${index}`

interface CanvasProps {
  designer: Designer<FormDocument>
  commands: CardCommands
  wrong: ReadonlySet<string>
}

/** The form as it will look: what is added, moved and selected happens here. */
export function Canvas({ designer, commands, wrong }: CanvasProps) {
  const { t } = useTranslation()
  const doc = useDoc(designer)
  const selected = useSelected(designer)
  const sections = sectionsOf(doc)
  const grouped = (doc.groups ?? []).length > 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape deselects by keyboard.
    <div
      data-designer-canvas=""
      className="scroll-quiet min-h-0 min-w-0 flex-1 overflow-y-auto px-8 py-6 max-md:px-3 max-md:py-3"
      onClick={event => {
        if (event.target === event.currentTarget) designer.select(undefined)
      }}
    >
      <section
        aria-label={t('designer:canvas')}
        className="mx-auto flex max-w-[712px] flex-col rounded-12 border border-line bg-surface px-7 pb-7 pt-6 shadow-1 max-md:px-3"
      >
        <button
          type="button"
          onClick={() => designer.select(undefined)}
          className="-mx-2 mb-2 rounded-8 px-2 py-1 text-left text-20 font-semibold hover:bg-hover/60"
        >
          {words(doc.name) || t('designer:unnamed')}
        </button>
        {sections.map(section =>
          section.group === undefined && section.fields.length === 0 && grouped ? null : (
            <SectionView
              key={section.group ?? 'rest'}
              designer={designer}
              doc={doc}
              section={section}
              selected={selected}
              commands={commands}
              wrong={wrong}
            />
          ),
        )}
      </section>
      <p className="mx-auto mt-3 max-w-[712px] px-2 text-12 text-fg-3">{t('designer:keys_hint')}</p>
    </div>
  )
}

interface SectionViewProps extends CanvasProps {
  doc: FormDocument
  section: Section
  selected: string | undefined
}

function SectionView({ designer, doc, section, selected, commands, wrong }: SectionViewProps) {
  const { t } = useTranslation()
  const { group, fields } = section
  const grouped = (doc.groups ?? []).length > 0
  const end = { group, index: fields.length }
  const tail = useDropTarget(`end-${group ?? 'rest'}`, { place: end, end: true }, 1)
  const key = group === undefined ? undefined : groupKey(group)
  const name = group === undefined ? t('records:other_fields') : words(doc.groups?.[group]?.name)
  return (
    <div className="mt-3">
      {grouped && (
        <div className="group/head flex items-center gap-1">
          <button
            type="button"
            disabled={key === undefined}
            aria-pressed={selected === key && key !== undefined}
            onClick={() => designer.select(key)}
            className={cx(
              'min-w-0 flex-1 truncate rounded-8 px-3 py-1.5 text-left text-14 font-medium',
              selected === key && key
                ? 'bg-accent-soft/40 ring-2 ring-inset ring-accent'
                : 'enabled:hover:bg-hover/60',
              !name && 'text-fg-3',
            )}
          >
            {name || t('designer:unnamed')}
          </button>
          {group !== undefined && (
            <span
              className={cx(
                'flex',
                selected !== key && 'opacity-0 focus-within:opacity-100 group-hover/head:opacity-100',
              )}
            >
              <IconButton
                size="small"
                label={t('designer:groups.up')}
                disabled={group === 0}
                onClick={() => designer.edit(moveGroup(group, -1))}
              >
                <ArrowUp size={13} />
              </IconButton>
              <IconButton
                size="small"
                label={t('designer:groups.down')}
                disabled={group === (doc.groups?.length ?? 0) - 1}
                onClick={() => designer.edit(moveGroup(group, 1))}
              >
                <ArrowDown size={13} />
              </IconButton>
              <IconButton
                size="small"
                label={t('designer:groups.remove')}
                onClick={() => {
                  designer.edit(removeGroup(group))
                  designer.select(undefined)
                }}
              >
                <Trash2 size={13} />
              </IconButton>
            </span>
          )}
        </div>
      )}
      <div className="flex flex-col gap-1">
        {fields.map((field, index) => (
          <FieldCard
            key={field.id}
            field={field}
            place={{ group, index }}
            selected={selected === field.id}
            wrong={wrong.has(field.id)}
            title={doc.title === field.code}
            commands={commands}
          />
        ))}
      </div>
      <div
        ref={tail.ref}
        className={cx(
          'relative flex items-center justify-center gap-2 rounded-8 text-12 text-fg-3',
          fields.length === 0 ? 'mx-3 my-1 h-16 border border-dashed border-line-strong' : 'h-5',
          tail.line && 'border-accent',
        )}
      >
        {tail.line && fields.length > 0 && (
          <i className="pointer-events-none absolute inset-x-1 top-0 h-0.5 rounded-full bg-accent" />
        )}
        {fields.length === 0 && (
          <>
            <SquarePen size={14} aria-hidden="true" />
            {t('designer:empty_section')}
          </>
        )}
      </div>
    </div>
  )
}
