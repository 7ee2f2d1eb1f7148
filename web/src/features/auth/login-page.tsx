import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys, statusQuery } from '@/api/queries'
import { signIn } from '@/api/session'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { CheckBox, Labelled, PasswordInput, TextInput } from '@/ui/controls'
import { AuthFrame } from './auth-frame'

export function LoginPage({ next }: { next: string | undefined }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const go = useGo()
  const { data: status } = useQuery(statusQuery)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [stay, setStay] = useState(true)
  const enter = useWrite({
    mutationFn: () => signIn({ login: login.trim(), password, stay }),
    onSuccess: me => {
      client.setQueryData(keys.me, me)
      go(next?.startsWith('/') && !next.startsWith('//') ? next : '/', { replace: true })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (login.trim() && password && !enter.isPending) enter.mutate()
  }
  return (
    <AuthFrame title={t('auth:login.title', { workspace: status?.workspace?.name ?? 'Clew' })}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Labelled label={t('auth:login.login')}>
          {({ invalid: _, ...ids }) => (
            <TextInput
              {...ids}
              autoFocus
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={login}
              onChange={event => setLogin(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('auth:password')} error={enter.error ? problemText(enter.error) : undefined}>
          {ids => (
            <PasswordInput
              {...ids}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={event => setPassword(event.target.value)}
            />
          )}
        </Labelled>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside. */}
        <label className="flex min-h-8 cursor-pointer items-center gap-2 text-13 text-fg-2">
          <CheckBox checked={stay} onChange={setStay} label={t('auth:login.stay')} />
          {t('auth:login.stay')}
        </label>
        <Button
          type="submit"
          look="primary"
          size="touch"
          busy={enter.isPending}
          disabled={!login.trim() || !password}
        >
          {t('auth:login.enter')}
        </Button>
      </form>
      <p className="mt-4 text-12 text-fg-3">{t('auth:login.forgot')}</p>
    </AuthFrame>
  )
}
