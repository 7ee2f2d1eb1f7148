/**
 * What `boot.js` asked the server for before the script was there. Each answer is taken once and soon: later it would be old.
 */
interface Early {
  at: number
  answers: Record<string, Promise<Response> | undefined>
}

const SIGNED_IN = 'clew.signed-in'
const FRESH_MS = 5_000

export function takeEarly(method: string, path: string): Promise<Response> | undefined {
  const early = (window as { clewEarly?: Early }).clewEarly
  if (method !== 'GET' || !early || Date.now() - early.at > FRESH_MS) return undefined
  const answer = early.answers[path]
  early.answers[path] = undefined
  return answer
}

/** Whether the next page may begin as one of a person who is signed in; no proof, only a guess worth a request. */
export function keepSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(SIGNED_IN, '1')
    else localStorage.removeItem(SIGNED_IN)
  } catch {
    // A browser that keeps nothing starts a little slower.
  }
}
