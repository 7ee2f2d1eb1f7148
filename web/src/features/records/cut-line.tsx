import { Unlink, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ListSearch } from '@/lib/list-search'
import { IconButton } from '@/ui/button'

interface CutLineProps {
  cut: NonNullable<ListSearch['cut']>
  onClose: () => void
}

/** Above a list whose link was cut off on its way, by a chat program for one: what is shown is not all that was sent. */
export function CutLine({ cut, onClose }: CutLineProps) {
  const { t } = useTranslation()
  return (
    <div className="flex min-h-9 shrink-0 items-center gap-2 bg-warn-soft px-4 py-1 text-13 text-warn">
      <Unlink size={15} className="shrink-0" aria-hidden="true" />
      <p role="status" className="min-w-0 flex-1">
        {t(`records:cut.${cut}`)}
      </p>
      <IconButton size="small" label={t('app:close')} onClick={onClose}>
        <X size={14} />
      </IconButton>
    </div>
  )
}
