import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { acceptInvitation, getInvitation } from '@/api/session'
import { problemsByField, problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Labelled, PasswordInput, TextInput } from '@/ui/controls'
import { Bones, EmptyState } from '@/ui/states'
import { AuthFrame } from './auth-frame'
import { passwordProblem } from './password-rule'

/** Where an invited person sets the first password (or a new one). */
export function InvitePage({ token }: { token: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const go = useGo()
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => getInvitation(token),
    retry: false,
  })
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const accept = useWrite({
    mutationFn: () =>
      acceptInvitation(token, login.trim() ? { login: login.trim(), password } : { password }),
    onSuccess: me => {
      client.setQueryData(keys.me, me)
      go('/', { replace: true })
    },
  })
  if (invitation.isPending)
    return (
      <AuthFrame title={t('auth:invite.loading')}>
        <Bones rows={4} />
      </AuthFrame>
    )
  if (invitation.isError) {
    return (
      <AuthFrame title={t('auth:invite.gone')}>
        <EmptyState title={problemText(invitation.error)} hint={t('auth:invite.gone_hint')} />
      </AuthFrame>
    )
  }
  const problem = passwordProblem(password)
  const errors = problemsByField(accept.error)
  return (
    <AuthFrame
      title={t('auth:invite.title', { name: invitation.data.name })}
      hint={t('auth:invite.hint', { workspace: invitation.data.workspace })}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (!problem && !accept.isPending) accept.mutate()
        }}
      >
        {!invitation.data.login && (
          <Labelled
            label={t('auth:invite.login')}
            help={t('auth:invite.login_help')}
            error={errors.get('login')}
          >
            {ids => (
              <TextInput
                {...ids}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                value={login}
                onChange={event => setLogin(event.target.value)}
              />
            )}
          </Labelled>
        )}
        <Labelled
          label={t('auth:new_password')}
          help={t('auth:password_help')}
          error={
            tried && problem
              ? t(problem)
              : (errors.get('password') ??
                (accept.error && errors.size === 0 ? problemText(accept.error) : undefined))
          }
        >
          {ids => (
            <PasswordInput
              {...ids}
              autoFocus
              autoComplete="new-password"
              value={password}
              onChange={event => setPassword(event.target.value)}
            />
          )}
        </Labelled>
        <Button type="submit" look="primary" size="touch" busy={accept.isPending}>
          {t('auth:invite.enter')}
        </Button>
      </form>
    </AuthFrame>
  )
}
