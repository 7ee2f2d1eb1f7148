import { useTranslation } from 'react-i18next'
import '@/i18n/calendar'
import type { Field } from '@/api/types'
import { timeFields } from '@/features/fields/view-kinds'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Labelled } from '@/ui/controls'
import type { ListState } from '../list-state'
import { colourFields, endFields } from './settings'

/** On which day a record stands, until when, and what colours it. */
export function CalendarPanel({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const { form, layout } = list
  const settings = layout.calendar
  if (!settings) return null
  const set = (key: 'end' | 'colour', code: string) => {
    const { [key]: _, ...without } = settings
    list.setLayout({ calendar: code ? { ...without, [key]: code } : without })
  }
  const pick = (key: 'end' | 'colour', fields: Field[]) => (
    <Labelled label={t(`calendar:panel.${key}`)}>
      {ids => (
        <Select
          id={ids.id}
          aria-label={t(`calendar:panel.${key}`)}
          value={settings[key] ?? ''}
          options={[{ value: '', label: t('calendar:panel.none') }, ...options(fields)]}
          onChange={code => set(key, code)}
        />
      )}
    </Labelled>
  )
  return (
    <div className="flex w-full flex-col gap-3 p-3 md:w-64">
      <Labelled label={t('calendar:panel.start')}>
        {ids => (
          <Select
            id={ids.id}
            aria-label={t('calendar:panel.start')}
            value={settings.start}
            options={options(timeFields(form))}
            onChange={start => {
              const { end: _, ...without } = settings
              list.setLayout({ calendar: { ...without, start } })
            }}
          />
        )}
      </Labelled>
      {pick('end', endFields(form, settings.start))}
      {pick('colour', colourFields(form))}
    </div>
  )
}

const options = (fields: Field[]) => fields.map(field => ({ value: field.code, label: words(field.name) }))
