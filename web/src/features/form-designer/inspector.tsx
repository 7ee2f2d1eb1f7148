import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { type Designer, useDoc, useSelected } from '@/features/designer/store'
import { groupKey } from './canvas'
import { fieldById } from './document'
import { InspectField } from './inspect-field'
import { InspectForm } from './inspect-form'
import { InspectGroup } from './inspect-group'

export interface InspectorProps {
  designer: Designer<FormDocument>
  /** Ids of fields and options that are in the published version. */
  published: ReadonlySet<string>
  onRemove: (id: string) => void
}

/** Settings of what is selected; of the form itself when nothing is. */
export function Inspector(props: InspectorProps) {
  const { t } = useTranslation()
  const doc = useDoc(props.designer)
  const selected = useSelected(props.designer)
  const field = fieldById(doc, selected)
  const group = (doc.groups ?? []).findIndex((_, index) => groupKey(index) === selected)
  return (
    <aside
      aria-label={t('designer:inspector')}
      className="scroll-quiet flex w-[312px] shrink-0 flex-col overflow-y-auto border-l border-line bg-surface"
    >
      {field && !field.archived ? (
        <InspectField key={field.id} {...props} field={field} doc={doc} />
      ) : group >= 0 ? (
        <InspectGroup key={group} designer={props.designer} doc={doc} index={group} />
      ) : (
        <InspectForm {...props} doc={doc} />
      )}
    </aside>
  )
}

export function Panel({ title, icon, children }: { title: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-4 text-13 font-medium">
        {icon}
        <h2 className="truncate">{title}</h2>
      </header>
      <div className="flex flex-col gap-4 p-4">{children}</div>
    </>
  )
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="text-13 font-medium">{title}</h3>
      {children}
    </section>
  )
}
