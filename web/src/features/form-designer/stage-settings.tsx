import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import type { Option } from '@/api/types'
import { type Designer, useDoc } from '@/features/designer/store'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Labelled, Segmented, TextInput } from '@/ui/controls'
import { changeOption, renameOption } from './option-edits'

/** What else an option has: its words in the other language; for a step of a pipeline, chance and ending. */
export function StageSettings({
  designer,
  fieldId,
  option,
  stage,
}: {
  designer: Designer<FormDocument>
  fieldId: string
  option: Option
  stage: boolean
}) {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  const held = typeof option.label === 'string' ? '' : (option.label[other] ?? '')
  return (
    <>
      <Labelled label={t(`designer:language.${other}`)}>
        {({ invalid: _, ...ids }) => (
          <TextInput
            {...ids}
            lang={other}
            value={held}
            onChange={event => designer.edit(renameOption(fieldId, option.id, other, event.target.value))}
          />
        )}
      </Labelled>
      {stage && (
        <>
          <Labelled label={t('designer:options.closed')}>
            {() => (
              <Segmented
                label={t('designer:options.closed')}
                value={option.closed ?? 'open'}
                options={(['open', 'won', 'lost'] as const).map(value => ({
                  value,
                  label: t(`designer:options.${value}`),
                }))}
                onChange={next =>
                  designer.edit(
                    changeOption(fieldId, option.id, {
                      closed: next === 'open' ? null : next,
                      ...(next === 'won' ? { probability: 100 } : next === 'lost' ? { probability: 0 } : {}),
                    }),
                  )
                }
              />
            )}
          </Labelled>
          <Labelled label={t('designer:options.probability')}>
            {({ invalid: _, ...ids }) => (
              <TextInput
                {...ids}
                inputMode="numeric"
                placeholder="0–100"
                disabled={Boolean(option.closed)}
                value={option.probability ?? ''}
                onChange={event => {
                  const text = event.target.value.trim()
                  if (!/^\d*$/.test(text) || Number(text) > 100) return
                  const probability = text === '' ? undefined : Number(text)
                  designer.edit(
                    changeOption(fieldId, option.id, { probability } as Pick<Option, 'probability'>),
                  )
                }}
              />
            )}
          </Labelled>
          <Requires designer={designer} fieldId={fieldId} option={option} />
        </>
      )}
    </>
  )
}

/** Fields that must be filled before a record comes to this stage: why it was lost, what it was worth. */
function Requires({
  designer,
  fieldId,
  option,
}: {
  designer: Designer<FormDocument>
  fieldId: string
  option: Option
}) {
  const { t } = useTranslation()
  const { fields: all } = useDoc(designer)
  const fields = all.filter(
    field => !field.archived && field.id !== fieldId && field.kind.type !== 'auto_number',
  )
  return (
    <Labelled label={t('designer:options.requires')} help={t('designer:options.requires_hint')}>
      {ids => (
        <Select
          id={ids.id}
          mode="multiple"
          aria-label={t('designer:options.requires')}
          value={option.requires ?? []}
          options={fields.map(field => ({ value: field.code, label: words(field.name) }))}
          onChange={(requires: string[]) =>
            designer.edit(
              changeOption(fieldId, option.id, {
                requires: requires.length > 0 ? requires : undefined,
              } as Pick<Option, 'requires'>),
            )
          }
        />
      )}
    </Labelled>
  )
}
