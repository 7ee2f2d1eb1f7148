import { useMemo } from 'react'
import type { FormDocument } from '@/api/design-types'
import { type FieldProblem, Problem } from '@/api/http'
import { type Designer, useDesignerState } from '@/features/designer/store'

/** What the server says is wrong with a document that it did not save, by paths in the document. */
export function refusedProblems(failure: unknown): FieldProblem[] {
  if (!(failure instanceof Problem)) return []
  return failure.errors.map(({ field, ...problem }) => {
    const inside = field?.replace(/^form(\.|$)/, '')
    return inside ? { ...problem, field: inside } : problem
  })
}

/** The same of the last save; nothing once one went through. */
export function useRefused(designer: Designer<FormDocument>): FieldProblem[] {
  const failure = useDesignerState(designer, state => state.failure)
  return useMemo(() => refusedProblems(failure), [failure])
}
