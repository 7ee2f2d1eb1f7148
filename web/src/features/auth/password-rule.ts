const LEAST = 8

/** The key of what is wrong with a new password, before the server is asked. */
export function passwordProblem(password: string): string | undefined {
  if (password.length < LEAST) return 'auth:password_short'
  return undefined
}
