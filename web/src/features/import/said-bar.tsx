import type { LucideIcon } from 'lucide-react'
import { Button } from '@/ui/button'

interface SaidBarProps {
  icon: LucideIcon
  text: string
  /** What can be done instead; left out for those who may not. */
  action?: string | undefined
  onAct: () => void
}

/** What was decided without asking, and the way out. */
export function SaidBar({ icon: Icon, text, action, onAct }: SaidBarProps) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-8 bg-accent-soft/60 px-3 py-1.5 text-13 text-fg-2">
      <Icon size={14} className="shrink-0 text-accent" aria-hidden="true" />
      <span>{text}</span>
      {action && (
        <Button look="link" size="small" className="max-md:min-h-11" onClick={onAct}>
          {action}
        </Button>
      )}
    </p>
  )
}
