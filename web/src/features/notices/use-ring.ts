import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '@/api/preferences'
import { noticesQuery } from '@/api/queries'
import { setTabCount } from '@/ui/tab-title'
import { toast } from '@/ui/toast'
import { leadsTo, textOf } from './notice-text'
import { toRing } from './ring'
import { useFormsOfNotices, useNoticeActs } from './use-notices'

/** Tells of what comes in while the page is open, and counts it in the browser's tab. */
export function useRing(): void {
  const { t } = useTranslation()
  const { data } = useQuery(noticesQuery)
  const { silent = [] } = usePreferences()
  const forms = useFormsOfNotices()
  const { open } = useNoticeActs()
  const known = useRef<string>(undefined)
  useEffect(() => setTabCount(data?.unread ?? 0), [data?.unread])
  useEffect(() => {
    if (!data) return
    const fresh = toRing(data.items, known.current, silent)
    known.current = data.items[0]?.at ?? known.current ?? ''
    const [first] = fresh
    if (!first) return
    const text = fresh.length > 1 ? t('notices:several', { count: fresh.length }) : textOf(first, forms)
    // What leads nowhere is all said.
    const leads = fresh.length > 1 || leadsTo(first)
    toast(text, leads ? { action: { label: t('notices:look'), run: () => open(first) } } : {})
  }, [data, silent, forms, open, t])
}
