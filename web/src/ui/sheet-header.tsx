import { ChevronLeft, PanelLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { keyName } from '@/lib/keys'
import { usePhone } from '@/lib/use-media'
import { IconButton } from './button'
import { toggleNav } from './shell-store'
import { setTabTitle } from './tab-title'

interface SheetHeaderProps {
  title: ReactNode
  /** Text of the browser's tab when the title is not plain text. */
  tab?: string
  count?: ReactNode
  /** On the phone: an arrow to where the person came from. */
  onBack?: () => void
  children?: ReactNode
}

/** The 48 px bar of a sheet: title and count on the left, at most a search and two buttons on the right. */
export function SheetHeader({ title, tab, count, onBack, children }: SheetHeaderProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const name = tab ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    setTabTitle(name)
  }, [name])
  if (phone) {
    return (
      // Where a title of a few letters finds no room beside the buttons, these go below it.
      <header className="flex min-h-14 shrink-0 short:min-h-11 flex-wrap items-center gap-x-2 pl-4 pr-2">
        <div className="flex h-14 min-w-0 short:h-11 flex-[1_1_5.5rem] items-center gap-2">
          {onBack && (
            <IconButton label={t('app:back')} size="touch" onClick={onBack} className="-ml-3">
              <ChevronLeft size={22} />
            </IconButton>
          )}
          <h1 className="min-w-0 truncate text-20 font-semibold max-[359px]:line-clamp-2 max-[359px]:whitespace-normal max-[359px]:text-16">
            {title}
          </h1>
          {count !== undefined && <span className="tabular text-14 text-fg-3">{count}</span>}
        </div>
        <div className="no-scrollbar ml-auto flex max-w-full items-center gap-1 overflow-x-auto p-0.5 *:shrink-0">
          {children}
        </div>
      </header>
    )
  }
  return (
    <header className="flex h-12 shrink-0 short:h-10 items-center gap-2 px-3">
      <IconButton label={`${t('app:nav.toggle')} ${keyName('mod+\\')}`} onClick={toggleNav}>
        <PanelLeft size={16} />
      </IconButton>
      <h1 className="min-w-0 truncate text-14 font-semibold">{title}</h1>
      {count !== undefined && <span className="tabular text-13 text-fg-3">{count}</span>}
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </header>
  )
}
