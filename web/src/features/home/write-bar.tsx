import { MessageSquarePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'

/** 写跟进 under the thumb, from where the day starts. */
export function WriteBar() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (!slots.WriteAnyone) return null
  return (
    <div className="shrink-0 border-t border-line bg-surface px-4 py-2">
      <Button
        look="primary"
        size="touch"
        className="w-full"
        icon={<MessageSquarePlus size={20} />}
        onClick={() => setOpen(true)}
      >
        {t('records:write_activity')}
      </Button>
      <Arriving>{open && <slots.WriteAnyone onClose={() => setOpen(false)} />}</Arriving>
    </div>
  )
}
