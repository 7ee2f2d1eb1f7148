import { RotateCcw, Settings2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Labelled } from '@/ui/controls'
import { FormIcon } from '@/ui/form-icon'
import { BothLanguages } from './both-languages'
import { archivedFields, canBeTitle } from './document'
import { renameForm, restoreField, setIcon, setTitle } from './edits'
import { GrantSettings } from './grant-settings'
import { type InspectorProps, Panel, Part } from './inspector'
import { PoolSettings } from './pool-settings'
import { TemplateSettings } from './template-settings'

const ICONS = [
  'table',
  'magnet',
  'building',
  'contact',
  'handshake',
  'users',
  'target',
  'briefcase',
  'file',
  'clipboard',
  'folder',
  'package',
  'receipt',
  'cart',
  'truck',
  'wallet',
  'calendar',
  'headset',
]

/** The form's own settings. */
export function InspectForm({ designer, doc }: InspectorProps & { doc: FormDocument }) {
  const { t } = useTranslation()
  const gone = archivedFields(doc)
  const titles = doc.fields.filter(canBeTitle)
  return (
    <Panel
      title={t('designer:form.settings')}
      icon={<Settings2 size={15} className="text-fg-3" aria-hidden="true" />}
    >
      <BothLanguages
        label={t('designer:form.name')}
        value={doc.name}
        onChange={(language, text) => designer.edit(renameForm(language, text))}
      />
      <fieldset>
        <legend className="mb-1 text-13 text-fg-2">{t('designer:form.icon')}</legend>
        <div className="grid grid-cols-9 gap-0.5">
          {ICONS.map(icon => (
            <button
              key={icon}
              type="button"
              aria-label={t(`designer:icon.${icon}`)}
              title={t(`designer:icon.${icon}`)}
              aria-pressed={(doc.icon || 'table') === icon}
              onClick={() => designer.edit(setIcon(icon))}
              className={cx(
                'flex size-[30px] items-center justify-center rounded-6 text-fg-2 hover:bg-hover',
                (doc.icon || 'table') === icon && 'bg-accent-soft text-accent ring-1 ring-accent',
              )}
            >
              <FormIcon name={icon} size={16} />
            </button>
          ))}
        </div>
      </fieldset>
      <Labelled label={t('designer:form.title')} help={t('designer:form.title_hint')}>
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('designer:form.title')}
            placeholder={t('fields:choose')}
            value={titles.some(field => field.code === doc.title) ? doc.title : null}
            options={titles.map(field => ({
              value: field.code,
              label: words(field.name) || t('designer:unnamed'),
            }))}
            onChange={code => designer.edit(setTitle(code))}
          />
        )}
      </Labelled>
      <GrantSettings designer={designer} doc={doc} />
      <PoolSettings designer={designer} doc={doc} />
      <TemplateSettings designer={designer} />
      {gone.length > 0 && (
        <Part title={t('designer:form.archived')}>
          <p className="-mt-2 text-12 text-fg-3">{t('designer:form.archived_hint')}</p>
          <ul className="flex flex-col">
            {gone.map(field => (
              <li key={field.id} className="flex h-8 items-center justify-between gap-2 text-13 text-fg-2">
                <span className="truncate">{words(field.name)}</span>
                <span className="ml-auto text-12 text-fg-3">{t(`fields:kind.${field.kind.type}`)}</span>
                <IconButton
                  size="small"
                  label={t('designer:form.restore', { name: words(field.name) })}
                  onClick={() => designer.edit(restoreField(field.id))}
                >
                  <RotateCcw size={13} />
                </IconButton>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </Panel>
  )
}
