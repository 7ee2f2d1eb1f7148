/** Where a page is: the form, and the record or view that is open in it. */
export interface Place {
  form: string
  record?: string
  view?: string
}

/** The place that a path and its search stand for; none for pages that are no form's. */
export function placeOf(pathname: string, search: { peek?: unknown; view?: unknown }): Place | undefined {
  const [, form, id] = pathname.match(/^\/f\/([^/]+)(?:\/([^/]+))?\/?$/) ?? []
  if (!form) return undefined
  const record = id ?? (typeof search.peek === 'string' ? search.peek : undefined)
  if (record) return { form, record }
  return typeof search.view === 'string' ? { form, view: search.view } : { form }
}

export const pathOf = ({ form, record, view }: Place): string => {
  if (record) return `/f/${form}/${record}`
  return view ? `/f/${form}?view=${encodeURIComponent(view)}` : `/f/${form}`
}
