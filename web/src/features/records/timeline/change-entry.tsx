import {
  ArchiveRestore,
  ArrowRightLeft,
  CircleCheckBig,
  History,
  MoreHorizontal,
  PenLine,
  Plus,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, HistoryItem, RecordFull } from '@/api/types'
import { isEditable } from '@/features/fields/registry'
import { fieldByCode } from '@/features/fields/system-fields'
import { handedOf, wayBackOf } from '@/lib/act-words'
import { fullTime, relativeTime } from '@/lib/format'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { MenuButton } from '@/ui/menu'
import { useSave } from '../edit/use-save'
import { ChangeLine, shownAs } from './change-line'
import { ChangedField } from './changed-field'
import { ImportOrigin } from './import-origin'
import type { WayBack } from './ways-back'

interface ChangeEntryProps {
  form: Form
  record: RecordFull
  change: HistoryItem
  canEdit: boolean
  /** How the entry is taken back. */
  way: WayBack
}

const MOST_FIELDS = 5
const ICONS = {
  created: Plus,
  trashed: Trash2,
  restored: ArchiveRestore,
  reverted: History,
  updated: PenLine,
  task: CircleCheckBig,
  acted: ArrowRightLeft,
  undid: Undo2,
} as const

/** One entry of the log: who did what; which field went from what to what, where an older value can be brought back. */
export function ChangeEntry({ form, record, change, canEdit, way }: ChangeEntryProps) {
  const { t } = useTranslation()
  const save = useSave(form)
  const as = shownAs(change)
  const Icon = ICONS[as]
  // A new record's fields are on the page; what an action wrote is what it made.
  const all = as === 'created' || as === 'acted' ? [] : change.fields
  const place = (code: string) => form.fields.findIndex(field => field.code === code)
  const fields = all
    .filter(part => fieldByCode(form, part.field))
    .sort((a, b) => place(a.field) - place(b.field))
    .slice(0, MOST_FIELDS)
  const undone = way === 'undone'
  return (
    <>
      <span
        className={cx(
          'z-[1] flex size-6 shrink-0 items-center justify-center rounded-full',
          as === 'acted' && !undone ? 'bg-ok-soft text-ok' : 'bg-subtle text-fg-3',
        )}
        aria-hidden="true"
      >
        <Icon size={12} />
      </span>
      <div className="group/entry min-w-0 flex-1">
        <div className="flex min-h-6 flex-wrap items-center gap-x-1.5 text-13 text-fg-2">
          <span>{change.actor.name || t('acts:system')}</span>
          <ChangeLine change={change} />
          {as === 'created' && change.origin === 'import' && change.batch && (
            <ImportOrigin form={form.code} record={record.id} batch={change.batch} />
          )}
          {change.task && <span className="min-w-0 break-words text-fg">{change.task.title}</span>}
          <time className="tabular ml-1 text-12 text-fg-3" dateTime={change.at} title={fullTime(change.at)}>
            {relativeTime(change.at)}
          </time>
          {undone && (
            <span className="rounded-6 bg-subtle px-1.5 text-12 text-fg-3">{t('acts:taken_back')}</span>
          )}
          {way && way !== 'undone' && <EntryMenu change={change} batch={way.batch} />}
        </div>
        {fields.map(part => {
          const field = fieldByCode(form, part.field)
          if (!field) return null
          const back = canEdit && isEditable(field) && as === 'updated'
          return (
            <ChangedField
              key={part.field}
              field={field}
              form={form.code}
              record={record.id}
              part={part}
              onBack={
                back
                  ? () =>
                      void save(
                        record,
                        { [part.field]: part.before },
                        { [part.field]: part.display_before ?? null },
                      )
                  : undefined
              }
            />
          )
        })}
        {all.length > MOST_FIELDS && (
          <p className="text-12 text-fg-3">{t('records:change.more', { count: all.length - MOST_FIELDS })}</p>
        )}
      </div>
    </>
  )
}

/** Takes the entry's act back, whenever it was. */
function EntryMenu({ change, batch }: { change: HistoryItem; batch: string }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { what, redo } = wayBackOf({ ...change, handed: handedOf(change) })
  const Undo = slots.UndoBatch
  if (!Undo) return null
  return (
    <>
      <MenuButton
        label={t('acts:menu')}
        items={[
          {
            key: 'undo',
            label: t(redo ? 'acts:redo.of' : 'acts:undo.of', { what }),
            icon: <Undo2 size={14} />,
            run: () => setAsking(true),
          },
        ]}
      >
        {trigger => (
          <IconButton
            {...trigger}
            size="small"
            label={t('acts:menu')}
            className="ml-auto opacity-0 focus-visible:opacity-100 aria-expanded:opacity-100 group-hover/entry:opacity-100 max-md:opacity-100"
          >
            <MoreHorizontal size={14} />
          </IconButton>
        )}
      </MenuButton>
      <Arriving>
        {asking && <Undo batch={batch} what={what} redo={redo} onClose={() => setAsking(false)} />}
      </Arriving>
    </>
  )
}
