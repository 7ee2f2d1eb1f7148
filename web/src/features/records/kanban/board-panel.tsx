import { useTranslation } from 'react-i18next'
import { Select } from '@/ui/antd/select'
import './words'
import { kindOf } from '@/features/fields/registry'
import { columnFields } from '@/features/fields/view-kinds'
import { words } from '@/lib/label'
import { CheckBox, Labelled } from '@/ui/controls'
import type { ListState } from '../list-state'
import { sumFields } from './settings'

const MOST_CARD_FIELDS = 8

/** What the board stands on, what its heads sum up, what a card shows. */
export function BoardPanel({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const { form, layout } = list
  const settings = layout.kanban
  if (!settings) return null
  const set = (part: Partial<typeof settings>) => list.setLayout({ kanban: { ...settings, ...part } })
  const picked = settings.fields ?? []
  const rest = list.fields.filter(
    field => field.code !== form.title && field.code !== settings.field && field.code !== 'idle_days',
  )
  const options = (fields: typeof rest) =>
    fields.map(field => ({ value: field.code, label: words(field.name) }))
  return (
    <div className="flex w-full flex-col gap-3 p-3 md:w-72">
      <Labelled label={t('kanban:panel.by')}>
        {ids => (
          <Select
            id={ids.id}
            aria-label={t('kanban:panel.by')}
            value={settings.field}
            options={options(columnFields(form))}
            onChange={field => list.setLayout({ kanban: { ...settings, field, collapsed: [] } })}
          />
        )}
      </Labelled>
      <Labelled label={t('kanban:panel.sum')}>
        {ids => (
          <Select
            id={ids.id}
            aria-label={t('kanban:panel.sum')}
            value={settings.sum ?? ''}
            options={[{ value: '', label: t('kanban:panel.no_sum') }, ...options(sumFields(form))]}
            onChange={sum => {
              const { sum: _, ...without } = settings
              list.setLayout({ kanban: sum ? { ...without, sum } : without })
            }}
          />
        )}
      </Labelled>
      <fieldset>
        <legend className="mb-1 text-13 text-fg-2">{t('kanban:panel.card')}</legend>
        <ul className="scroll-quiet -mx-1 max-h-[36vh] overflow-y-auto">
          {rest.map(field => {
            const Icon = kindOf(field).icon
            const on = picked.includes(field.code)
            return (
              <li key={field.code}>
                {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside. */}
                <label className="flex h-8 cursor-pointer items-center gap-2 rounded-6 px-1 text-13 hover:bg-hover max-md:h-11">
                  <CheckBox
                    checked={on}
                    label={words(field.name)}
                    onChange={next =>
                      set({
                        fields: next
                          ? [...picked, field.code].slice(-MOST_CARD_FIELDS)
                          : picked.filter(code => code !== field.code),
                      })
                    }
                  />
                  <Icon size={14} className="shrink-0 text-fg-3" aria-hidden="true" />
                  <span className="truncate">{words(field.name)}</span>
                </label>
              </li>
            )
          })}
        </ul>
      </fieldset>
    </div>
  )
}
