import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { isBlank, recordValue } from '@/features/fields/field-values'
import { readStored, writeStored } from '@/lib/stored'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import type { Save } from '../edit/use-save'
import { tellingActions } from './by-hand'
import { InlineField } from './inline-field'
import { isClosed, type Section, tabsOf } from './record-parts'
import { TabBar } from './tab-bar'

interface FieldListProps {
  form: Form
  record: RecordFull
  save: Save
  canEdit: boolean
}

/** All fields in their tabs and groups; groups fold, empty fields can be put away. */
export function FieldList(props: FieldListProps) {
  const { t } = useTranslation()
  const { form, record } = props
  const tabs = tabsOf(form)
  const [at, setAt] = useState(0)
  const kept = `empty_hidden.${form.code}`
  const [hidden, setHidden] = useState(() => readStored(kept, false))
  const shown = (section: Section): Section =>
    hidden
      ? { ...section, fields: section.fields.filter(field => !isBlank(recordValue(record, field.code))) }
      : section
  const tab = tabs[at] ?? tabs[0]
  if (!tab) return null
  const sections = tab.sections.map(shown).filter(section => section.fields.length > 0)
  const empty = tab.sections
    .flatMap(section => section.fields)
    .filter(field => isBlank(recordValue(record, field.code))).length
  const toggle = () => {
    writeStored(kept, !hidden || undefined)
    setHidden(!hidden)
  }
  return (
    <div className="flex flex-col gap-3">
      {tabs.length > 1 && <TabBar names={tabs.map(one => one.name)} at={at} onPick={setAt} />}
      {sections.map((section, index) => (
        <Group
          key={`${tab.name}.${section.name || 'fields'}`}
          {...props}
          section={section}
          named={index > 0 || tabs.length === 1 || section.name !== tab.name}
          open={at > 0 || index < sections.length - 1}
        />
      ))}
      {(hidden || empty > 1) && empty > 0 && (
        <Button
          look="quiet"
          size="small"
          className="-ml-2 self-start text-fg-3! max-md:h-11"
          onClick={toggle}
        >
          {hidden ? t('records:fields.show_empty', { count: empty }) : t('records:fields.hide_empty')}
        </Button>
      )}
    </div>
  )
}

interface GroupProps extends FieldListProps {
  section: Section
  /** A tab's own group does not say its name twice. */
  named: boolean
  open: boolean
}

function Group({ section, named, open: initially, form, record, save, canEdit }: GroupProps) {
  const [open, setOpen] = useState(initially)
  const closed = isClosed(form, record)
  return (
    <section>
      {section.name && named && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="-ml-1 mb-1 flex h-7 items-center gap-1 rounded-6 px-1 text-13 font-medium text-fg hover:bg-hover max-md:h-11"
        >
          <ChevronDown
            size={14}
            className={cx('text-fg-3 transition-transform', !open && '-rotate-90')}
            aria-hidden="true"
          />
          {section.name}
        </button>
      )}
      {(open || !named) &&
        section.fields.map(field => (
          <InlineField
            key={`${record.id} ${field.code}`}
            form={form.code}
            field={canEdit ? tellingActions(form, field, record) : field}
            record={record}
            save={save}
            canEdit={canEdit}
            closed={closed}
          />
        ))}
    </section>
  )
}
