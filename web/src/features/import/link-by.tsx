import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Labelled } from '@/ui/controls'

const KEY_KINDS = ['text', 'phone', 'email', 'url', 'auto_number']

interface LinkByProps {
  form: string
  by: string | null
  onChange: (by: string | null) => void
}

/** By which field the cells name records: the title, or a key such as a number. */
export function LinkBy({ form, by, onChange }: LinkByProps) {
  const { t } = useTranslation()
  const { data: linked } = useQuery(formQuery(form))
  if (!linked) return null
  const title = linked.fields.find(field => field.code === linked.title)
  const others = linked.fields.filter(
    field => !field.archived && field.code !== linked.title && KEY_KINDS.includes(field.kind.type),
  )
  if (others.length === 0) return null
  const name = words(linked.name)
  return (
    <div className="max-w-[320px]">
      <Labelled label={t('import:links.by', { form: name })}>
        {({ id }) => (
          <Select
            id={id}
            className="w-full"
            aria-label={t('import:links.by', { form: name })}
            value={by ?? ''}
            options={[
              { value: '', label: t('import:links.by_title', { field: words(title?.name) }) },
              ...others.map(field => ({ value: field.code, label: words(field.name) })),
            ]}
            onChange={value => onChange(value || null)}
          />
        )}
      </Labelled>
    </div>
  )
}
