import { Problem } from '@/api/http'

/** Which of phone number and login somebody else has, and who. */
export function takenBy(error: unknown): [field: string, name: string][] {
  if (!(error instanceof Problem)) return []
  return error.errors.flatMap(({ code, field, params }): [string, string][] =>
    code === 'duplicate' && field && typeof params?.name === 'string' ? [[field, params.name]] : [],
  )
}

/** Whether the name was refused because another thing beside it has it. */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof Problem && error.errors.some(({ code, field }) => code === 'duplicate' && field === 'name')
