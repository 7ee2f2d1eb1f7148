import { ArrowDown, ArrowUp, Settings2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '@/ui/button'
import { Popover } from '@/ui/popover'

interface EntryMenuProps {
  label: string
  /** Where the entry stands in its list, and how many there are. */
  index: number
  count: number
  width: number
  onMove: (step: -1 | 1) => void
  children: ReactNode
}

/** Behind an entry of a list: its settings, and its place among the others. */
export function EntryMenu({ label, index, count, width, onMove, children }: EntryMenuProps) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  const move = (step: -1 | 1) => {
    onMove(step)
    close()
  }
  return (
    <>
      <IconButton size="small" label={label} aria-haspopup="dialog" onClick={e => setAnchor(e.currentTarget)}>
        <Settings2 size={13} />
      </IconButton>
      <Popover open={anchor !== null} anchor={anchor} onClose={close} label={label} align="end" width={width}>
        <div className="flex flex-col gap-3 p-3">
          {children}
          <div className="flex gap-2">
            <Button size="small" icon={<ArrowUp size={13} />} disabled={index === 0} onClick={() => move(-1)}>
              {t('designer:move_up')}
            </Button>
            <Button
              size="small"
              icon={<ArrowDown size={13} />}
              disabled={index === count - 1}
              onClick={() => move(1)}
            >
              {t('designer:move_down')}
            </Button>
          </div>
        </div>
      </Popover>
    </>
  )
}
