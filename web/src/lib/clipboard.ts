/** Copies text, also on plain http, where the asynchronous clipboard does not exist. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (window.isSecureContext && navigator.clipboard) {
      await navigator.clipboard.writeText(text)
      return true
    }
  } catch {
    // A denied permission falls through to the old way.
  }
  const area = document.createElement('textarea')
  const before = document.activeElement as HTMLElement | null
  area.value = text
  area.style.cssText = 'position:fixed;top:0;left:-9999px'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  before?.focus({ preventScroll: true })
  return done
}
