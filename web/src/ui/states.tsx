import { Link } from '@tanstack/react-router'
import { CircleAlert, Copy, Inbox, Lock, LogIn, type LucideIcon, SearchX, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { copyText } from '@/lib/clipboard'
import { problemText } from '@/lib/problem-text'
import { signInAgain } from '@/lib/sign-in-again'
import { Button } from './button'
import { toast } from './toast'

interface StateProps {
  icon?: LucideIcon
  title: string
  hint?: ReactNode
  children?: ReactNode
}

/** Says what this place is, and what to do next. */
export function EmptyState({ icon: Icon = Inbox, title, hint, children }: StateProps) {
  return (
    <div className="fade-in flex flex-1 flex-col items-center justify-center gap-1 px-6 py-12 text-center short:py-3">
      <Icon
        size={44}
        strokeWidth={1.2}
        className="mb-3 text-fg-3 opacity-60 short:hidden"
        aria-hidden="true"
      />
      <p className="text-14 font-medium text-fg">{title}</p>
      {hint && <p className="max-w-[380px] text-13 text-fg-3">{hint}</p>}
      {children && <div className="mt-4 flex flex-wrap items-center justify-center gap-3">{children}</div>}
    </div>
  )
}

/** How a failure is told: what cannot be had is not what went wrong, and what went wrong can be tried again. */
const LOOKS: Record<number, { icon: LucideIcon; words: string }> = {
  0: { icon: WifiOff, words: 'offline' },
  401: { icon: LogIn, words: 'ended' },
  403: { icon: Lock, words: 'forbidden' },
  404: { icon: SearchX, words: 'not_found' },
}

/** A failure in place: the cause in words, a way to retry, the request id for whoever helps; children lead on. */
export function ErrorState({
  error,
  onRetry,
  children,
}: {
  error: unknown
  onRetry?: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const problem = error instanceof Problem ? error : undefined
  const look = problem && LOOKS[problem.status]
  const final = problem?.status === 403 || problem?.status === 404
  return (
    <EmptyState
      icon={look?.icon ?? CircleAlert}
      title={t(look ? `app:state.${look.words}` : 'app:state.failed')}
      hint={look ? t(`app:state.${look.words}_hint`) : problemText(error)}
    >
      {problem?.status === 401 ? (
        <Button onClick={signInAgain}>{t('offline:sign_in')}</Button>
      ) : (
        onRetry && !final && <Button onClick={onRetry}>{t('app:retry')}</Button>
      )}
      {children}
      {problem?.request && !look && <RequestId id={problem.request} />}
    </EmptyState>
  )
}

/** A part of a page that could not be read, in one line beside what could. */
export function PanelError({
  error,
  onRetry,
  what,
}: {
  error: unknown
  onRetry: () => void
  /** What the part holds. */
  what?: string
}) {
  const { t } = useTranslation()
  return (
    <p role="alert" className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 py-1 text-13 text-fg-2">
      <CircleAlert size={14} className="shrink-0 text-bad" aria-hidden="true" />
      <span>
        {what ? t('app:state.failed_of', { what }) : t('app:state.failed')}
        <span className="ml-2 text-fg-3">{problemText(error)}</span>
      </span>
      <Button size="small" onClick={onRetry}>
        {t('app:retry')}
      </Button>
    </p>
  )
}

/** A page that is not for this person, whatever they typed as its address. */
export function NoAccess({ hint }: { hint?: string }) {
  const { t } = useTranslation()
  return (
    <EmptyState icon={Lock} title={t('app:state.forbidden')} hint={hint ?? t('app:state.forbidden_hint')}>
      <HomeLink />
    </EmptyState>
  )
}

/** The way on from a page that leads nowhere. */
export function HomeLink() {
  const { t } = useTranslation()
  return (
    <Link
      to="/"
      className="inline-flex h-8 items-center rounded-8 border border-line-strong bg-surface px-3 text-13 text-fg hover:bg-hover max-md:h-11 max-md:px-4"
    >
      {t('app:state.go_home')}
    </Link>
  )
}

/** What whoever helps asks for: a press copies it. */
function RequestId({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      title={t('app:copy')}
      onClick={() => void copyText(id).then(done => done && toast(t('app:copied')))}
      className="flex min-h-8 items-center gap-1.5 rounded-6 px-2 text-12 text-fg-3 hover:bg-hover max-md:min-h-11"
    >
      <code className="select-all">{id}</code>
      <Copy size={12} aria-hidden="true" />
    </button>
  )
}

/** Grey bars in the final geometry, seen only when loading takes longer than 150 ms. */
export function Bones({ rows = 6, height = 36 }: { rows?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <div className="appear-late flex flex-col px-4 py-2" role="status" aria-label={t('app:loading')}>
      {Array.from({ length: rows }, (_, row) => row).map(row => (
        <div key={row} className="flex items-center" style={{ height }}>
          <span className="bone h-3" style={{ width: `${72 - ((row * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  )
}
