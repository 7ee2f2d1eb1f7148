import type { View } from '@/api/types'

const isMine = (view: View): boolean => view.shared === false
const place = (view: View): number => view.position ?? 0

/** The tabs: what everybody sees first, then one's own; each in the order that was given them. */
export function orderTabs(views: readonly View[]): View[] {
  return [...views].sort((a, b) => Number(isMine(a)) - Number(isMine(b)) || place(a) - place(b))
}

/** Whether the line between everybody's and one's own stands before this tab. */
export function startsMine(tabs: readonly View[], index: number): boolean {
  const [before, tab] = [tabs[index - 1], tabs[index]]
  return before !== undefined && tab !== undefined && isMine(tab) && !isMine(before)
}

/**
 * The new positions when a tab is moved to the place of another; none when it cannot go there: tabs stay among their own kind,
 * and only those change that this person may change.
 */
export function moveTab(
  tabs: readonly View[],
  from: string,
  to: string,
): { view: View; position: number }[] | undefined {
  const moved = tabs.find(tab => tab.code === from)
  const target = tabs.find(tab => tab.code === to)
  if (!moved || !target || moved === target || isMine(moved) !== isMine(target)) return undefined
  const group = tabs.filter(tab => isMine(tab) === isMine(moved))
  const at = group.indexOf(target)
  const rest = group.filter(tab => tab !== moved)
  const next = [...rest.slice(0, at), moved, ...rest.slice(at)]
  const changes = next
    .map((view, index) => ({ view, position: index + 1 }))
    .filter(({ view, position }) => place(view) !== position)
  return changes.every(({ view }) => view.can?.edit !== false) ? changes : undefined
}

/** The tab beside this one, among its own kind. */
export function neighbour(tabs: readonly View[], code: string, by: 1 | -1): View | undefined {
  const at = tabs.findIndex(tab => tab.code === code)
  const [tab, next] = [tabs[at], tabs[at + by]]
  return tab && next && isMine(tab) === isMine(next) ? next : undefined
}
