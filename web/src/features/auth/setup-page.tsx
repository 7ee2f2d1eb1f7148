import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { getSetupStatus, type SetupBody, setUp } from '@/api/session'
import { setLanguage } from '@/i18n/setup'
import { likelyCurrency } from '@/lib/currency'
import { problemsByField, problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { deviceZone } from '@/lib/zone'
import { Button } from '@/ui/button'
import { Labelled, PasswordInput, Segmented, TextInput, Toggle } from '@/ui/controls'
import { addressFor } from './address-for'
import { AuthFrame } from './auth-frame'
import { CurrencyRow } from './currency-row'
import { LanReady } from './lan-ready'
import { passwordProblem } from './password-rule'
import { tokenIn } from './setup-token'
import { ZoneRow } from './zone-row'

/** The first two minutes: who, where, with or without sample data. */
export function SetupPage({ token }: { token: string }) {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const go = useGo()
  const { data: status } = useQuery({
    queryKey: [...keys.status, token],
    queryFn: () => getSetupStatus(token),
  })
  const address = addressFor(location.origin, status?.addresses ?? [])
  const [tried, setTried] = useState(false)
  // The link brought it, so nobody saw a field for it until it turned out to be wrong.
  const [asksToken, setAsksToken] = useState(!token)
  const [draft, setDraft] = useState({
    token,
    workspace_name: '',
    name: '',
    login: 'admin',
    password: '',
    zone: deviceZone(),
    currency: likelyCurrency(navigator.language, deviceZone()),
    lan: true,
    demo: false,
  })
  const language = i18n.language === 'en' ? 'en' : 'zh-CN'
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const start = useWrite({
    mutationFn: () => {
      const { zone, ...asked } = draft
      return setUp({ ...asked, language, ...(zone ? { zone } : {}) } satisfies SetupBody)
    },
    onError: error => {
      if (!problemsByField(error).has('token')) return
      setAsksToken(true)
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    },
    onSuccess: me => {
      client.setQueryData(keys.me, me)
      client.removeQueries({ queryKey: keys.status })
      if (!draft.lan) go('/', { replace: true })
    },
  })
  if (start.isSuccess && draft.lan) return <LanReady onGo={() => go('/', { replace: true })} />
  const server = problemsByField(start.error)
  const need = (value: string) => (tried && !value.trim() ? t('problems:required') : undefined)
  const weak = passwordProblem(draft.password)
  const complete =
    draft.token && draft.workspace_name.trim() && draft.name.trim() && draft.login.trim() && !weak
  const text = (
    name: 'workspace_name' | 'name' | 'login' | 'token',
    extra: { autoComplete?: string; placeholder?: string; autoFocus?: boolean } = {},
    help?: string,
  ) => (
    <Labelled
      label={t(`auth:setup.${name}`)}
      required
      {...(help ? { help } : {})}
      error={
        name === 'token' && server.has(name)
          ? t('auth:setup.token_wrong')
          : (server.get(name) ?? need(draft[name]))
      }
    >
      {ids => (
        <TextInput
          {...ids}
          {...extra}
          value={draft[name]}
          onChange={event =>
            set({ [name]: name === 'token' ? tokenIn(event.target.value) : event.target.value })
          }
        />
      )}
    </Labelled>
  )
  return (
    <AuthFrame title={t('auth:setup.title')} hint={t('auth:setup.hint')} width={480} language={false}>
      <form
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (complete && !start.isPending) start.mutate()
          else focusFirstProblem(event.currentTarget)
        }}
      >
        {asksToken && text('token', { autoFocus: true, autoComplete: 'off' }, t('auth:setup.token_help'))}
        {text('workspace_name', {
          autoComplete: 'organization',
          placeholder: t('auth:setup.workspace_example'),
          autoFocus: Boolean(token),
        })}
        <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
          {text('name', { autoComplete: 'name' })}
          {text('login', { autoComplete: 'username' })}
        </div>
        <Labelled
          label={t('auth:password')}
          required
          help={t('auth:password_help')}
          error={server.get('password') ?? (tried && weak ? t(weak) : undefined)}
        >
          {ids => (
            <PasswordInput
              {...ids}
              autoComplete="new-password"
              value={draft.password}
              onChange={event => set({ password: event.target.value })}
            />
          )}
        </Labelled>
        <div className="flex items-center justify-between gap-4">
          <span className="text-13 text-fg-2">{t('auth:setup.language')}</span>
          <Segmented
            label={t('auth:setup.language')}
            value={language}
            options={[
              { value: 'zh-CN', label: '简体中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={next => void setLanguage(next)}
          />
        </div>
        {draft.zone && (
          <ZoneRow value={draft.zone} onChange={zone => set({ zone })} problem={server.get('zone')} />
        )}
        <CurrencyRow
          value={draft.currency}
          onChange={currency => set({ currency })}
          problem={server.get('currency')}
        />
        <Choice
          title={t('auth:setup.lan')}
          hint={address ? t('auth:setup.lan_at', { address }) : t('auth:setup.lan_hint')}
          control={<Toggle label={t('auth:setup.lan')} checked={draft.lan} onChange={lan => set({ lan })} />}
        />
        <Choice
          title={t('auth:setup.demo')}
          hint={t('auth:setup.demo_hint')}
          control={
            <Toggle label={t('auth:setup.demo')} checked={draft.demo} onChange={demo => set({ demo })} />
          }
        />
        {start.error && server.size === 0 && (
          <p role="alert" className="text-13 text-bad">
            {problemText(start.error)}
          </p>
        )}
        <Button type="submit" look="primary" size="touch" busy={start.isPending}>
          {t('auth:setup.start')}
        </Button>
      </form>
    </AuthFrame>
  )
}

/** Once the page shows what is wrong, the keyboard is where it can be put right. */
function focusFirstProblem(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
}

function Choice({ title, hint, control }: { title: string; hint: string; control: ReactNode }) {
  return (
    <div className="flex items-start justify-between gap-4 border-t border-line pt-4">
      <div>
        <p className="text-13 font-medium">{title}</p>
        <p className="text-12 text-fg-3">{hint}</p>
      </div>
      {control}
    </div>
  )
}
