import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Company, changeCompany, getCompany } from '@/api/company'
import { keys } from '@/api/queries'
import type { Me } from '@/api/types'
import type { Language } from '@/i18n/setup'
import { useComposition } from '@/lib/composition'
import { problemsByField, problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { CurrencySelect } from '@/ui/antd/currency-select'
import { ZoneSelect } from '@/ui/antd/zone-select'
import { Button } from '@/ui/button'
import { Segmented, TextInput } from '@/ui/controls'
import { SettingsPage, SettingsRow } from '@/ui/settings-page'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'

/** 企业信息: what the company is called, and what holds for people who chose nothing else. */
export function CompanyPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const company = useQuery({ queryKey: keys.company, queryFn: getCompany })
  const change = useWrite({
    mutationFn: changeCompany,
    onSuccess: now => {
      client.setQueryData(keys.company, now)
      client.setQueryData<Me>(
        keys.me,
        me => me && { ...me, workspace: { name: now.name, currency: now.currency } },
      )
      void client.invalidateQueries({ queryKey: keys.status })
      toast(t('app:saved'))
    },
    onError: error => toast(problemsByField(error).get('name') ?? problemText(error), { tone: 'bad' }),
  })
  if (company.error && !company.data)
    return <ErrorState error={company.error} onRetry={() => void company.refetch()} />
  return (
    <SettingsPage title={t('settings:company.title')} hint={t('settings:company.hint')}>
      {!company.data ? (
        <Bones rows={3} height={64} />
      ) : (
        <div>
          <NameRow
            key={company.data.name}
            name={company.data.name}
            busy={change.isPending}
            onSave={name => change.mutate({ name })}
          />
          <SettingsRow title={t('settings:company.language')} hint={t('settings:company.language_hint')}>
            <Segmented
              label={t('settings:company.language')}
              value={company.data.language}
              options={[
                { value: 'zh-CN', label: '简体中文' },
                { value: 'en', label: 'English' },
              ]}
              onChange={(language: Language) => change.mutate({ language })}
            />
          </SettingsRow>
          <SettingsRow title={t('settings:company.zone')} hint={t('settings:company.zone_hint')}>
            <ZoneSelect
              className="w-72 max-md:w-full"
              label={t('settings:company.zone')}
              value={company.data.zone}
              onChange={zone => change.mutate({ zone })}
            />
          </SettingsRow>
          <SettingsRow title={t('settings:company.currency')} hint={t('settings:company.currency_hint')}>
            <CurrencySelect
              className="w-72 max-md:w-full"
              label={t('settings:company.currency')}
              value={company.data.currency}
              onChange={currency => change.mutate({ currency })}
            />
          </SettingsRow>
        </div>
      )}
    </SettingsPage>
  )
}

interface NameRowProps {
  name: Company['name']
  busy: boolean
  onSave: (name: string) => void
}

function NameRow({ name, busy, onSave }: NameRowProps) {
  const { t } = useTranslation()
  const composition = useComposition()
  const [text, setText] = useState(name)
  const ready = text.trim() !== '' && text.trim() !== name
  return (
    <SettingsRow title={t('settings:company.name')} hint={t('settings:company.name_hint')}>
      <TextInput
        className="md:w-56"
        aria-label={t('settings:company.name')}
        autoComplete="organization"
        value={text}
        onChange={event => setText(event.target.value)}
        {...composition.handlers}
        onKeyDown={event => {
          if (event.key === 'Enter' && !composition.isComposing(event) && ready) onSave(text.trim())
        }}
      />
      <Button disabled={!ready} busy={busy} onClick={() => onSave(text.trim())}>
        {t('app:save')}
      </Button>
    </SettingsRow>
  )
}
