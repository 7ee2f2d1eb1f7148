import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { useMe } from '@/api/queries'
import type { Designer } from '@/features/designer/store'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Labelled, Toggle } from '@/ui/controls'
import { BothLanguages } from './both-languages'
import { liveFields } from './document'
import { Part } from './inspector'
import { maskPool, namePool, turnPool } from './pool-edits'

/** Whether records that nobody owns can be claimed. It gives sight, so only administrators decide about it. */
export function PoolSettings({ designer, doc }: { designer: Designer<FormDocument>; doc: FormDocument }) {
  const { t } = useTranslation()
  const me = useMe()
  if (!me.permissions.administer) return null
  const { pool } = doc
  const fields = liveFields(doc).filter(field => field.code !== doc.title)
  return (
    <Part title={t('designer:pool.title')}>
      <div className="flex items-start justify-between gap-3">
        <p className="text-12 text-fg-3">{t('designer:pool.hint')}</p>
        <Toggle
          label={t('designer:pool.title')}
          checked={pool !== undefined}
          onChange={on => designer.edit(turnPool(on))}
        />
      </div>
      {pool && (
        <>
          <BothLanguages
            label={t('designer:pool.name')}
            value={pool.name}
            onChange={(language, text) => designer.edit(namePool(language, text))}
          />
          <Labelled label={t('designer:pool.mask')} help={t('designer:pool.mask_hint')}>
            {({ id }) => (
              <Select
                id={id}
                mode="multiple"
                aria-label={t('designer:pool.mask')}
                placeholder={t('fields:choose')}
                showSearch={{ optionFilterProp: 'label' }}
                value={pool.mask ?? []}
                options={fields.map(field => ({
                  value: field.code,
                  label: words(field.name) || t('designer:unnamed'),
                }))}
                onChange={mask => designer.edit(maskPool(mask))}
              />
            )}
          </Labelled>
        </>
      )}
    </Part>
  )
}
