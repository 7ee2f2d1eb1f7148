/** The token in what was pasted: the whole link that the program printed, or the token alone. */
export function tokenIn(text: string): string {
  const linked = /[?&]token=([^&#\s]*)/.exec(text)?.[1]
  return linked ?? text.trim()
}
