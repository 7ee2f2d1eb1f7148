import { BookmarkPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '@/ui/button'

/** Keeps what is written as a template of one's own. */
export function SaveTemplate({ onSave }: { onSave: () => void }) {
  const { t } = useTranslation()
  return (
    <IconButton size="small" label={t('timeline:templates.keep')} onClick={onSave}>
      <BookmarkPlus size={14} />
    </IconButton>
  )
}
