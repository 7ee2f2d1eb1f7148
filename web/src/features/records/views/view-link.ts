/** Parts of an address that are about one person's moment and not about the list. */
const PASSING = ['peek', 'new']

/** The address under which somebody else sees this list: the view by name, with filter, sort and settings as they are now. */
export function linkTo(address: string, view: string): string {
  const url = new URL(address)
  for (const part of PASSING) url.searchParams.delete(part)
  if (view) url.searchParams.set('view', view)
  return url.href
}
