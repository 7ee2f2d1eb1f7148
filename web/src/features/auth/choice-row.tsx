import type { ReactNode } from 'react'
import { Arriving } from '@/ui/arriving'

interface ChoiceRowProps {
  label: string
  /** What is chosen, told until the list that can be chosen from is there. */
  shown: string
  problem: string | undefined
  children: ReactNode
}

/** A choice of the set-up that has a likely answer already. */
export function ChoiceRow({ label, shown, problem, children }: ChoiceRowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="text-13 text-fg-2">{label}</span>
      <div className="w-64 max-md:w-full">
        <Arriving fallback={<span className="field-control flex items-center">{shown}</span>}>
          {children}
        </Arriving>
      </div>
      {problem && (
        <span role="alert" className="w-full text-12 text-bad">
          {problem}
        </span>
      )}
    </div>
  )
}
