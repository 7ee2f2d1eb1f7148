import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Draft } from '@/api/design-types'
import { formQuery } from '@/api/queries'

/** Ids of fields and options in the published version: what only may be archived, because records hold it. */
export function usePublished(draft: Draft): ReadonlySet<string> {
  const { form, base_version: base } = draft
  const published = useQuery({ ...formQuery(form.code), enabled: base > 0, staleTime: 0 })
  return useMemo(() => {
    const ids = new Set<string>()
    // Until the answer is there everything that came with the draft counts as published: nothing is lost by that.
    const fields = base > 0 ? [...(published.data?.fields ?? form.fields)] : []
    for (const field of fields) {
      ids.add(field.id)
      for (const option of field.kind.options ?? []) ids.add(option.id)
    }
    return ids
  }, [published.data, form, base])
}
