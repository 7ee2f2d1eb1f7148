import { CircleAlert, Copy, Inbox, Lock, type LucideIcon, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { copyText } from '@/lib/clipboard'
import { problemText } from '@/lib/problem-text'
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
    <div className="fade-in flex flex-1 flex-col items-center justify-center gap-1 px-6 py-12 text-center">
      <Icon size={44} strokeWidth={1.2} className="mb-3 text-fg-3 opacity-60" aria-hidden="true" />
      <p className="text-14 font-medium text-fg">{title}</p>
      {hint && <p className="max-w-[380px] text-13 text-fg-3">{hint}</p>}
      {children && <div className="mt-4 flex flex-wrap items-center justify-center gap-3">{children}</div>}
    </div>
  )
}

/** A failure in place: the cause in words, a way to retry, the request id for whoever helps. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const problem = error instanceof Problem ? error : undefined
  const icon = problem?.status === 404 ? SearchX : problem?.status === 403 ? Lock : CircleAlert
  const hint = problem?.status === 403 ? t('app:state.forbidden_hint') : problemText(error)
  const title =
    problem?.status === 404
      ? t('app:state.not_found')
      : problem?.status === 403
        ? t('app:state.forbidden')
        : t('app:state.failed')
  return (
    <EmptyState
      icon={icon}
      title={title}
      hint={problem?.status === 404 ? t('app:state.not_found_hint') : hint}
    >
      {onRetry && problem?.status !== 404 && problem?.status !== 403 && (
        <Button onClick={onRetry}>{t('app:retry')}</Button>
      )}
      {problem?.request && <RequestId id={problem.request} />}
    </EmptyState>
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
