import { useMemo } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { useMe } from '@/api/queries'
import type { Field } from '@/api/types'
import type { Designer } from '@/features/designer/store'
import { useDesignerKeys } from '@/features/designer/use-designer-keys'
import { currencyAmong, moneyIn } from '@/features/fields/kind-settings'
import { words } from '@/lib/label'
import { useLatest } from '@/lib/use-latest'
import { groupKey } from './canvas'
import { fieldById, type Place, placeOf, sectionsOf, shownOrder, stepPlace } from './document'
import { addField, addGroup, copyField, makeField, moveField, removeField } from './edits'
import { type DesignKind, labelIn } from './kinds'
import type { PaletteItem } from './palette'

export type Dragged = { kind: DesignKind } | { field: Field }

interface Given {
  save: () => void
  /** Asks before a field that records hold values of goes out of use. */
  archive: (field: Field) => void
  /** Where only one panel has room: the one that is added from. */
  showFields: () => void
}

/** Every intent of a person in the form designer, for clicks, drags and keys alike. */
export function useFormCommands(
  designer: Designer<FormDocument>,
  published: ReadonlySet<string>,
  given: Given,
) {
  const { t } = useTranslation()
  const company = useMe().workspace.currency
  const latest = useLatest({ published, given, company, t })
  const commands = useMemo(() => {
    const { edit, select, doc } = designer
    const selected = () => designer.store.getState().selected
    /** Below what is selected, else at the end. */
    const nextPlace = (): Place => {
      const id = selected()
      const place = id ? placeOf(doc(), id) : undefined
      if (place) return { ...place, index: place.index + 1 }
      const sections = sectionsOf(doc())
      const group = sections.findIndex(
        section => section.group !== undefined && groupKey(section.group) === id,
      )
      const last = sections.at(-1)
      const section = sections[group] ?? (last && last.fields.length === 0 ? (sections.at(-2) ?? last) : last)
      return { group: section?.group, index: section?.fields.length ?? 0 }
    }
    const insert = (kind: DesignKind, place: Place) => {
      // Without a name: the title is where the keyboard goes, and nothing is published before it has one.
      const made = kind.make()
      const money = () => moneyIn(currencyAmong(doc().fields, latest.current.company))
      const field = makeField(doc(), made.type === 'money' ? money() : made, labelIn(''))
      edit(addField(field, place))
      select(field.id, true)
    }
    const removeNow = (id: string, isPublished: boolean) => {
      const order = shownOrder(doc())
      const at = order.findIndex(field => field.id === id)
      edit(removeField(id, isPublished))
      select((order[at + 1] ?? order[at - 1])?.id)
    }
    const card = {
      select: (id: string) => select(id),
      copy: (id: string) => {
        edit(
          copyField(id, field => labelIn(latest.current.t('designer:copy_of', { name: words(field.name) }))),
        )
        const order = shownOrder(doc())
        select(order[order.findIndex(field => field.id === id) + 1]?.id)
      },
      remove: (id: string) => {
        const field = fieldById(doc(), id)
        if (!field) return
        if (latest.current.published.has(id)) latest.current.given.archive(field)
        else removeNow(id, false)
      },
      move: (id: string, step: -1 | 1) => {
        const place = stepPlace(doc(), id, step)
        if (place) edit(moveField(id, place))
      },
    }
    return {
      card,
      archiveNow: (id: string) => removeNow(id, true),
      add: (item: PaletteItem) => {
        if ('kind' in item) return insert(item.kind, nextPlace())
        edit(addGroup(labelIn(latest.current.t('designer:groups.new'))))
        select(groupKey((doc().groups?.length ?? 1) - 1), true)
      },
      drop: (dragged: Dragged, place: Place) => {
        if ('kind' in dragged) return insert(dragged.kind, place)
        const now = placeOf(doc(), dragged.field.id)
        // Places count without the field that moves.
        const before = now && now.group === place.group && now.index < place.index
        edit(moveField(dragged.field.id, before ? { ...place, index: place.index - 1 } : place))
        select(dragged.field.id)
      },
      walk: (step: -1 | 1) => {
        const order = shownOrder(doc())
        const at = order.findIndex(field => field.id === selected())
        const next = order[at < 0 ? 0 : at + step]
        if (next) select(next.id)
      },
    }
  }, [designer, latest])
  const onSelected = (run: (id: string) => void) => () => {
    const id = designer.store.getState().selected
    if (id && fieldById(designer.doc(), id)) run(id)
  }
  useDesignerKeys({
    undo: designer.undo,
    redo: designer.redo,
    save: given.save,
    remove: onSelected(commands.card.remove),
    copy: onSelected(commands.card.copy),
    move: step => onSelected(id => commands.card.move(id, step))(),
    walk: commands.walk,
    add: () => {
      // At once, for the next key is typed into it already.
      flushSync(given.showFields)
      document.querySelector<HTMLElement>('[data-palette-search]')?.focus()
    },
    deselect: () => designer.select(undefined),
  })
  return commands
}
