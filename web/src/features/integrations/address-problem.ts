/** Why nothing can be sent to this address, as a word of the webhooks; nothing while it is empty or right. */
export function addressProblem(text: string): 'no_scheme' | 'no_host' | undefined {
  const url = text.trim()
  if (!url) return undefined
  if (!/^https?:\/\//i.test(url)) return 'no_scheme'
  return /^https?:\/\/[^\s/?#]+\S*$/i.test(url) ? undefined : 'no_host'
}
