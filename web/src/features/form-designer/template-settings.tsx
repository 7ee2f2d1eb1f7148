import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDocument, TemplateDocument } from '@/api/design-types'
import type { ActivityKind } from '@/api/types'
import { type Designer, useDoc } from '@/features/designer/store'
import { words } from '@/lib/label'
import { Button, IconButton } from '@/ui/button'
import { Segmented, TextInput } from '@/ui/controls'
import { BothLanguages } from './both-languages'
import { EntryMenu } from './entry-menu'
import { Part } from './inspector'
import {
  addTemplate,
  changeTemplate,
  MOST_TEMPLATES,
  moveTemplate,
  removeTemplate,
  wordTemplate,
} from './template-edits'

const KINDS: readonly ActivityKind[] = ['call', 'visit', 'message', 'note']

/** Follow-ups that the form offers to write: everybody's, versioned with it. */
export function TemplateSettings({ designer }: { designer: Designer<FormDocument> }) {
  const { t, i18n } = useTranslation()
  const own = i18n.language === 'en' ? 'en' : 'zh-CN'
  const templates = useDoc(designer).activity_templates ?? []
  return (
    <Part title={t('designer:templates.title')}>
      <p className="-mt-2 text-12 text-fg-3">{t('designer:templates.hint')}</p>
      <ul className="flex flex-col gap-1">
        {templates.map((template, index) => (
          <li key={template.code} className="flex items-center gap-1">
            <TextInput
              aria-label={t('designer:templates.name', { n: index + 1 })}
              className="min-w-0 flex-1"
              placeholder={t('designer:unnamed')}
              maxLength={200}
              value={words(template.label, own)}
              onChange={event => designer.edit(wordTemplate(template.code, 'label', own, event.target.value))}
            />
            <EntryMenu
              label={t('designer:templates.more', { name: words(template.label) })}
              index={index}
              count={templates.length}
              width={300}
              onMove={step => designer.edit(moveTemplate(template.code, step))}
            >
              <Says designer={designer} template={template} />
            </EntryMenu>
            <IconButton
              size="small"
              label={t('designer:templates.remove', { name: words(template.label) })}
              onClick={() => designer.edit(removeTemplate(template.code))}
            >
              <X size={13} />
            </IconButton>
          </li>
        ))}
      </ul>
      {templates.length < MOST_TEMPLATES && (
        <Button
          look="quiet"
          size="small"
          className="self-start"
          icon={<Plus size={13} />}
          onClick={() => designer.edit(addTemplate())}
        >
          {t('designer:templates.add')}
        </Button>
      )}
    </Part>
  )
}

interface SaysProps {
  designer: Designer<FormDocument>
  template: TemplateDocument
}

function Says({ designer, template }: SaysProps) {
  const { t } = useTranslation()
  const id = useId()
  const { code } = template
  return (
    <>
      <BothLanguages
        label={t('designer:templates.label')}
        value={template.label}
        onChange={(language, text) => designer.edit(wordTemplate(code, 'label', language, text))}
      />
      <Segmented
        label={t('records:composer.way')}
        value={template.kind}
        options={KINDS.map(value => ({ value, label: t(`designer:templates.kind.${value}`) }))}
        onChange={kind => designer.edit(changeTemplate(code, { kind }))}
      />
      <BothLanguages
        area
        label={t('designer:templates.text')}
        value={template.text}
        onChange={(language, text) => designer.edit(wordTemplate(code, 'text', language, text))}
      />
      <span className="flex items-center gap-2 text-13 text-fg-2">
        <label htmlFor={id}>{t('designer:templates.days')}</label>
        <TextInput
          id={id}
          inputMode="numeric"
          maxLength={3}
          className="tabular w-16! text-right"
          value={template.next_in_days ?? ''}
          onChange={event => {
            const text = event.target.value.trim()
            if (!/^\d*$/.test(text) || Number(text) > 365) return
            const days = Number(text) || undefined
            designer.edit(changeTemplate(code, { next_in_days: days } as Partial<TemplateDocument>, 'days'))
          }}
        />
        {t('designer:templates.days_after')}
      </span>
    </>
  )
}
