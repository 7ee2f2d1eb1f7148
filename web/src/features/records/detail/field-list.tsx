import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { Form, RecordFull } from '@/api/types'
import { cx } from '@/ui/class-names'
import type { Save } from '../edit/use-save'
import { InlineField } from './inline-field'
import { type Section, sectionsOf, systemSection } from './record-parts'

interface FieldListProps {
  form: Form
  record: RecordFull
  save: Save
  canEdit: boolean
}

/** All fields in their groups; groups fold. */
export function FieldList(props: FieldListProps) {
  const sections = [...sectionsOf(props.form), systemSection(props.form)]
  return (
    <div className="flex flex-col gap-3">
      {sections.map((section, index) => (
        <Group
          key={section.name || 'fields'}
          {...props}
          section={section}
          open={index < sections.length - 1}
        />
      ))}
    </div>
  )
}

function Group({
  section,
  open: initially,
  form,
  record,
  save,
  canEdit,
}: FieldListProps & { section: Section; open: boolean }) {
  const [open, setOpen] = useState(initially)
  return (
    <section>
      {section.name && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="-ml-1 mb-1 flex h-7 items-center gap-1 rounded-6 px-1 text-13 font-medium text-fg hover:bg-hover"
        >
          <ChevronDown
            size={14}
            className={cx('text-fg-3 transition-transform', !open && '-rotate-90')}
            aria-hidden="true"
          />
          {section.name}
        </button>
      )}
      {open &&
        section.fields.map(field => (
          <InlineField
            key={field.code}
            form={form.code}
            field={field}
            record={record}
            save={save}
            canEdit={canEdit}
          />
        ))}
    </section>
  )
}
