import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { formsQuery, keys } from '@/api/queries'
import type { Notice } from '@/api/types'
import { listNotices, type NoticePage, readNotices } from '@/api/workspace'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { toast } from '@/ui/toast'
import { leadsTo } from './notice-text'

export type Tab = 'unread' | 'all'

/** Notices page by page; below the key of the count, so that news refresh both. */
export function useNoticePages(tab: Tab) {
  return useInfiniteQuery<NoticePage, Error, InfiniteData<NoticePage>, readonly string[], number | undefined>(
    {
      queryKey: [...keys.notices, 'pages', tab],
      queryFn: ({ pageParam }) => listNotices({ after: pageParam, unread: tab === 'unread' }),
      initialPageParam: undefined,
      getNextPageParam: page => page.next ?? undefined,
    },
  )
}

export const useFormsOfNotices = () => useQuery(formsQuery).data ?? []

/** Marking as read, and going where a notice leads. */
export function useNoticeActs() {
  const client = useQueryClient()
  const go = useGo()
  const navigate = useNavigate()
  const read = useWrite({
    mutationFn: readNotices,
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  const open = (notice: Notice) => {
    if (!notice.read) read.mutate({ ids: [notice.id] })
    const leads = leadsTo(notice)
    if (leads?.to === 'path') go(leads.path)
    if (leads?.to === 'tasks')
      void navigate({ to: '/tasks', search: leads.task === undefined ? {} : { task: leads.task } })
    if (leads?.to === 'mine')
      void navigate({ to: '/f/$form', params: { form: leads.form }, search: { filter: leads.filter } })
  }
  return { open, readAll: () => read.mutate({ all: true }), busy: read.isPending }
}
