import { Heading, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { type Designer, useDesignerState } from '@/features/designer/store'
import { Button } from '@/ui/button'
import { BothLanguages } from './both-languages'
import { removeGroup, renameGroup, setTab } from './edits'
import { Switch } from './inspect-field'
import { Panel } from './inspector'

export function InspectGroup({
  designer,
  doc,
  index,
}: {
  designer: Designer<FormDocument>
  doc: FormDocument
  index: number
}) {
  const { t } = useTranslation()
  const fresh = useDesignerState(designer, state => state.fresh)
  return (
    <Panel title={t('designer:group')} icon={<Heading size={15} className="text-fg-3" aria-hidden="true" />}>
      <BothLanguages
        label={t('designer:groups.name')}
        value={doc.groups?.[index]?.name}
        autoFocus={fresh}
        onChange={(language, text) => designer.edit(renameGroup(index, language, text))}
      />
      <Switch
        label={t('designer:groups.tab')}
        hint={t('designer:groups.tab_hint')}
        checked={doc.groups?.[index]?.tab === true}
        onChange={tab => designer.edit(setTab(index, tab))}
      />
      <p className="text-12 text-fg-3">{t('designer:groups.hint')}</p>
      <Button
        look="danger"
        size="small"
        className="self-start"
        icon={<Trash2 size={13} />}
        onClick={() => {
          designer.edit(removeGroup(index))
          designer.select(undefined)
        }}
      >
        {t('designer:groups.remove')}
      </Button>
    </Panel>
  )
}
