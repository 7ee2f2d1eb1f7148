import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { changePassword } from '@/api/session'
import { problemsByField, problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Labelled, PasswordInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { EnterForm } from '@/ui/enter-form'
import { toast } from '@/ui/toast'

const LEAST = 8

export function PasswordForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useWrite({
    mutationFn: () => changePassword({ current, next }),
    onSuccess: () => {
      toast(t('settings:profile.password_changed'))
      setCurrent('')
      setNext('')
      onClose()
    },
  })
  const errors = problemsByField(change.error)
  const short = next.length > 0 && next.length < LEAST
  const ready = current !== '' && next.length >= LEAST
  const isWrong = change.error instanceof Problem && change.error.code === 'wrong_credentials'
  const refusal = isWrong ? t('settings:profile.wrong_current') : change.error && problemText(change.error)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      width={400}
      title={t('settings:profile.change_password')}
      footer={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="primary" busy={change.isPending} disabled={!ready} onClick={() => change.mutate()}>
            {t('app:save')}
          </Button>
        </>
      }
    >
      <EnterForm onEnter={() => ready && change.mutate()}>
        <Labelled
          label={t('settings:profile.current')}
          error={errors.get('current') ?? (errors.size === 0 ? (refusal ?? undefined) : undefined)}
        >
          {ids => (
            <PasswordInput
              {...ids}
              data-autofocus=""
              autoComplete="current-password"
              value={current}
              onChange={event => setCurrent(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled
          label={t('auth:new_password')}
          help={t('auth:password_help')}
          error={errors.get('next') ?? (short ? t('auth:password_short') : undefined)}
        >
          {ids => (
            <PasswordInput
              {...ids}
              autoComplete="new-password"
              value={next}
              onChange={event => setNext(event.target.value)}
            />
          )}
        </Labelled>
      </EnterForm>
    </Dialog>
  )
}
