/** Titles of linked records, one per id; the server joins them by 、, which a title may itself contain. */
export function linkTitles(ids: readonly string[], display: string | null | undefined): string[] {
  if (!display || ids.length === 0) return []
  if (ids.length === 1) return [display]
  const parts = display.split('、')
  return parts.length === ids.length ? parts : [display]
}
