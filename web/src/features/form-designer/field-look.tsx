import { Calendar, ChevronDown, Paperclip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { moneyText } from '@/lib/format'
import { words } from '@/lib/label'
import { Pill } from '@/ui/pill'
import { designKindOf } from './kinds'

const BOX =
  'flex min-h-8 items-center gap-2 rounded-8 border border-line-strong bg-surface px-2.5 text-13 text-placeholder'

/** An empty control of a field as the form will show it; a picture, not a control. */
export function FieldLook({ field }: { field: Field }) {
  const { t } = useTranslation()
  const { kind } = field
  const look = designKindOf(field)?.look ?? 'line'
  const live = (kind.options ?? []).filter(option => !option.archived)
  const preset = live.find(option => option.code === field.default)
  if (look === 'path')
    return (
      <div className="flex flex-wrap gap-1">
        {live.map(option => (
          <Pill key={option.id} hue={option.hue}>
            {words(option.label) || t('designer:unnamed')}
          </Pill>
        ))}
      </div>
    )
  if (look === 'switch')
    return (
      <span className="relative inline-flex h-5 w-9 rounded-full bg-line-strong" aria-hidden="true">
        <span className="absolute left-0.5 top-0.5 size-4 rounded-full bg-white shadow-1" />
      </span>
    )
  if (look === 'files')
    return (
      <div className={`${BOX} border-dashed`}>
        <Paperclip size={14} aria-hidden="true" />
        {t('fields:add_files')}
      </div>
    )
  if (look === 'given')
    return (
      <div className={`${BOX} bg-subtle`}>
        {`${kind.prefix ?? ''}${'1'.padStart(kind.digits || 6, '0')}`}
        <span className="ml-auto text-12">{t('designer:given')}</span>
      </div>
    )
  if (look === 'list')
    return (
      <div className={BOX}>
        {preset ? (
          <Pill hue={preset.hue}>{words(preset.label)}</Pill>
        ) : (
          <span className="truncate">{t('fields:choose')}</span>
        )}
        <ChevronDown size={14} className="ml-auto shrink-0" aria-hidden="true" />
      </div>
    )
  if (look === 'date')
    return (
      <div className={BOX}>
        {kind.type === 'date' ? t('fields:pick_date') : t('fields:pick_time')}
        <Calendar size={14} className="ml-auto shrink-0" aria-hidden="true" />
      </div>
    )
  const given =
    typeof field.default === 'string' || typeof field.default === 'number' ? String(field.default) : ''
  return (
    <div className={`${BOX} ${look === 'area' ? 'min-h-[72px] items-start py-1.5' : ''}`}>
      {kind.type === 'money' && <span>{moneyText('0', kind.currency ?? 'CNY').replace(/0.*$/, '')}</span>}
      {given ? <span className="truncate text-fg">{given}</span> : <span>{t('designer:type_here')}</span>}
      {kind.unit && <span className="ml-auto">{kind.unit}</span>}
    </div>
  )
}
