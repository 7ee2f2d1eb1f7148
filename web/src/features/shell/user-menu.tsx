import { CircleHelp, History, Languages, LogOut, Monitor, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOwnSettings } from '@/api/own-settings'
import { useMe } from '@/api/queries'
import { useGo } from '@/lib/use-go'
import { useSignOut } from '@/offline/sign-out'
import { Avatar } from '@/ui/avatar'
import { MenuButton, type MenuItem } from '@/ui/menu'
import { setHelpOpen } from '@/ui/shell-store'

export function useSwitchLanguage(): () => void {
  const { i18n } = useTranslation()
  const { chooseLanguage } = useOwnSettings()
  return () => chooseLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')
}

export function UserMenu() {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const go = useGo()
  const leave = useSignOut()
  const switchLanguage = useSwitchLanguage()
  const { chooseTheme } = useOwnSettings()
  const items: MenuItem[] = [
    {
      key: 'profile',
      label: t('settings:profile.title'),
      icon: <UserRound size={15} />,
      run: () => go('/settings/profile'),
    },
    {
      key: 'acts',
      label: t('acts:title'),
      icon: <History size={15} />,
      run: () => go('/changes'),
    },
    {
      key: 'language',
      label: i18n.language === 'en' ? '切换到中文' : 'Switch to English',
      icon: <Languages size={15} />,
      run: switchLanguage,
    },
    {
      key: 'system',
      label: t('app:theme.system'),
      icon: <Monitor size={15} />,
      run: () => chooseTheme('system'),
    },
    {
      key: 'help',
      label: t('app:nav.help'),
      icon: <CircleHelp size={15} />,
      hint: '?',
      run: () => setHelpOpen(true),
    },
    { key: 'out', label: t('app:sign_out'), icon: <LogOut size={15} />, apart: true, run: leave },
  ]
  return (
    <MenuButton items={items} label={me.name} align="start">
      {trigger => (
        <button
          type="button"
          {...trigger}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-8 px-1.5 text-left hover:bg-hover"
        >
          <Avatar name={me.name} id={me.id} size={24} />
          <span className="min-w-0 truncate text-13">{me.name}</span>
        </button>
      )}
    </MenuButton>
  )
}
