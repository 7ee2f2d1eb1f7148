import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Pin } from '@/api/preferences'
import { formQuery, recordQuery, useMe, viewsQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { type Place, placeOf } from '@/lib/place'
import { forget, visit } from './recent'

/** Where one is, with a name for it; none where nothing can be pinned. */
export function useNamedPlace(): Pin | undefined {
  const place = usePlace()
  const record = useOpenRecord(place)
  const views = useQuery({ ...viewsQuery(place?.form ?? ''), enabled: Boolean(place?.view) })
  if (place?.record)
    return record.name ? { form: place.form, record: place.record, name: record.name } : undefined
  const view = views.data?.find(({ code }) => code === place?.view)
  return place?.view && view ? { form: place.form, view: place.view, name: words(view.name) } : undefined
}

function usePlace(): Place | undefined {
  const { pathname, search } = useLocation()
  return placeOf(pathname, search as { peek?: unknown; view?: unknown })
}

/** The same questions that the page asks: they are answered once. */
function useOpenRecord(place: Place | undefined): { name: string | undefined; gone: boolean } {
  const form = place?.form ?? ''
  const open = Boolean(place?.record)
  const record = useQuery({ ...recordQuery(form, place?.record ?? ''), enabled: open })
  const shape = useQuery({ ...formQuery(form), enabled: open })
  const title = shape.data?.title
  if (!open || record.isError || !record.data || !title) return { name: undefined, gone: record.isError }
  const value = record.data.display[title] || record.data.values[title]
  return { name: value ? String(value) : undefined, gone: false }
}

/** Remembers which records were open. */
export function useRecording(): void {
  const me = useMe()
  const place = usePlace()
  const { name, gone } = useOpenRecord(place)
  const { form, record } = place ?? {}
  useEffect(() => {
    if (form && record && name) visit(me.id, { form, record, name })
    if (record && gone) forget(me.id, record)
  }, [me.id, form, record, name, gone])
}
