import { useTranslation } from 'react-i18next'
import { plainNumber } from '@/lib/format'
import { Segmented } from '@/ui/controls'
import type { Tab } from './use-notices'

/** 未读 / 全部. */
export function NoticeTabs({
  tab,
  onTab,
  unread,
}: {
  tab: Tab
  onTab: (tab: Tab) => void
  unread: number | undefined
}) {
  const { t } = useTranslation()
  const label = t('notices:tab.unread')
  return (
    <Segmented
      label={t('app:nav.notices')}
      value={tab}
      options={[
        { value: 'unread', label: unread ? `${label} ${plainNumber(unread)}` : label },
        { value: 'all', label: t('notices:tab.all') },
      ]}
      onChange={onTab}
    />
  )
}
