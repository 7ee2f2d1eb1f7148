import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys, useMe } from '@/api/queries'
import { updateMe } from '@/api/session'
import type { Me } from '@/api/types'
import { type Language, setLanguage } from '@/i18n/setup'
import { useComposition } from '@/lib/composition'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { deviceZone } from '@/lib/zone'
import { ZoneSelect } from '@/ui/antd/zone-select'
import { Button } from '@/ui/button'
import { Segmented, TextInput } from '@/ui/controls'
import { SettingsPage, SettingsRow } from '@/ui/settings-page'
import { setTheme, type ThemeChoice, useThemeChoice } from '@/ui/theme'
import { toast } from '@/ui/toast'
import { AvatarRow } from './avatar-row'
import { PasswordForm } from './password-form'

/** 个人设置: name, language, colours, density, password. */
export function ProfilePage() {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const theme = useThemeChoice()
  const [name, setName] = useState(me.name)
  const [changing, setChanging] = useState(false)
  const composition = useComposition()
  const store = useWrite({
    mutationFn: updateMe,
    onSuccess: answer => {
      client.setQueryData<Me>(keys.me, old => (old ? { ...old, ...answer } : answer))
      toast(t('app:saved'))
    },
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  const saveName = () => {
    if (name.trim() && name.trim() !== me.name) store.mutate({ name: name.trim() })
  }
  return (
    <SettingsPage title={t('settings:profile.title')}>
      <div>
        <AvatarRow />
        <SettingsRow title={t('settings:profile.name')}>
          <TextInput
            className="md:w-56"
            aria-label={t('settings:profile.name')}
            value={name}
            onChange={event => setName(event.target.value)}
            {...composition.handlers}
            onKeyDown={event => {
              if (event.key === 'Enter' && !composition.isComposing(event)) saveName()
            }}
          />
          <Button
            disabled={!name.trim() || name.trim() === me.name}
            busy={store.isPending}
            onClick={saveName}
          >
            {t('app:save')}
          </Button>
        </SettingsRow>
        <SettingsRow title={t('settings:profile.login')}>
          <span className="select-text text-13 text-fg-2">
            {[me.login, me.phone].filter(Boolean).join(' · ')}
          </span>
        </SettingsRow>
        <SettingsRow title={t('settings:profile.password')} hint={t('settings:profile.password_hint')}>
          <Button onClick={() => setChanging(true)}>{t('settings:profile.change_password')}</Button>
        </SettingsRow>
        <SettingsRow title={t('settings:profile.language')}>
          <Segmented
            label={t('settings:profile.language')}
            value={i18n.language === 'en' ? 'en' : 'zh-CN'}
            options={[
              { value: 'zh-CN', label: '简体中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(language: Language) => {
              void setLanguage(language)
              store.mutate({ language })
            }}
          />
        </SettingsRow>
        <SettingsRow title={t('settings:profile.theme')}>
          <Segmented
            label={t('settings:profile.theme')}
            value={theme}
            options={(['light', 'dark', 'system'] as const).map(value => ({
              value,
              label: t(`settings:theme.${value}`),
            }))}
            onChange={(next: ThemeChoice) => {
              setTheme(next)
              store.mutate({ theme: next })
            }}
          />
        </SettingsRow>
        <SettingsRow title={t('settings:profile.zone')} hint={t('settings:profile.zone_hint')}>
          <ZoneSelect
            className="w-72 max-md:w-full"
            label={t('settings:profile.zone')}
            none={t('settings:profile.zone_device', { zone: deviceZone() })}
            value={me.zone ?? ''}
            onChange={zone => store.mutate({ zone })}
          />
        </SettingsRow>
        <SettingsRow title={t('settings:profile.density')} hint={t('settings:profile.density_hint')}>
          <Segmented
            label={t('settings:profile.density')}
            value={me.density ?? 'comfortable'}
            options={[
              { value: 'comfortable', label: t('records:height.normal') },
              { value: 'compact', label: t('records:height.compact') },
            ]}
            onChange={density => store.mutate({ density })}
          />
        </SettingsRow>
      </div>
      <PasswordForm open={changing} onClose={() => setChanging(false)} />
    </SettingsPage>
  )
}
