import { useTranslation } from 'react-i18next'
import type { ImportColumn } from '@/api/import-types'
import { useMe } from '@/api/queries'
import type { Form, KindName } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { fillable, SYSTEM_TARGETS, targetKey } from './mapping'

interface TargetSelectProps {
  column: ImportColumn
  form: Form | undefined
  label: string
  clash: boolean
  onChange: (key: string) => void
}

const icon = (type: KindName) => {
  const Icon = kindOf({ id: '', code: '', name: '', kind: { type } }).icon
  return <Icon size={14} className="shrink-0 text-fg-3" aria-hidden="true" />
}

/** A field that exists, a new one, a column of the system, follow-ups, or nowhere. */
export function TargetSelect({ column, form, label, clash, onChange }: TargetSelectProps) {
  const { t } = useTranslation()
  const me = useMe()
  const { to } = column
  const line = (type: KindName, text: string) => (
    <span className="flex min-w-0 items-center gap-2">
      {icon(type)}
      <span className="truncate">{text}</span>
    </span>
  )
  const made = to !== null && 'new_field' in to ? to.new_field : undefined
  const fields = fillable(form)
  const option = (value: string, type: KindName, text: string) => ({ value, text, label: line(type, text) })
  return (
    <Select
      className="w-full"
      aria-label={label}
      status={clash ? 'error' : ''}
      showSearch={{ optionFilterProp: 'text' }}
      value={targetKey(to)}
      popupMatchSelectWidth={280}
      onChange={onChange}
      options={[
        ...(fields.length > 0
          ? [
              {
                label: t('import:to.fields'),
                options: fields.map(field =>
                  option(`field:${field.code}`, field.kind.type, words(field.name)),
                ),
              },
            ]
          : []),
        {
          label: t('import:to.other'),
          options: [
            ...(made || me.permissions.build
              ? [
                  option(
                    'new',
                    made?.kind.type ?? 'text',
                    made ? t('import:to.new_of', { name: words(made.name) }) : t('import:to.new'),
                  ),
                ]
              : []),
            ...SYSTEM_TARGETS.map(code =>
              option(
                `system:${code}`,
                code === 'created_at' || code === 'next_activity_at' ? 'date_time' : 'person',
                t(`fields:system.${code}`),
              ),
            ),
            option('activities', 'long_text', t('import:to.activities')),
            option('note', 'long_text', t('import:to.note')),
            {
              value: 'skip',
              text: t('import:to.skip'),
              label: <span className="text-fg-3">{t('import:to.skip')}</span>,
            },
          ],
        },
      ]}
    />
  )
}
