import {
  infiniteQueryOptions,
  QueryClient,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { listStanding } from './acts'
import { listAvatars } from './avatars'
import { getForm, listForms, listViews } from './forms'
import { Problem } from './http'
import { listDepartments, listPeople, listRoles } from './people'
import { getBackLinks, getHistory, getRecord, listActivities, type OnlyThese, queryRecords } from './records'
import { getMe, getStatus } from './session'
import { listAllTasks } from './tasks'
import type { Me } from './types'
import { listNotices } from './workspace'

/** Every cache key in the client, so that live invalidation and features cannot drift apart. */
export const keys = {
  me: ['me'] as const,
  sessions: ['sessions'] as const,
  preferences: ['preferences'] as const,
  bins: ['bins'] as const,
  status: ['status'] as const,
  forms: ['forms'] as const,
  form: (form: string) => ['form', form] as const,
  views: (form: string) => ['form', form, 'views'] as const,
  people: ['people'] as const,
  avatars: ['avatars'] as const,
  departments: ['departments'] as const,
  feedback: ['feedback'] as const,
  feedbackOf: (resolved: boolean) => ['feedback', resolved] as const,
  roles: ['roles'] as const,
  notices: ['notices'] as const,
  record: (form: string, id: string) => ['record', form, id] as const,
  history: (form: string, id: string) => ['record', form, id, 'history'] as const,
  activities: (form: string, id: string) => ['record', form, id, 'activities'] as const,
  activityPages: (form: string, id: string) => ['record', form, id, 'activities', 'pages'] as const,
  standing: (form: string, id: string) => ['record', form, id, 'actions'] as const,
  colleagues: (form: string, id: string, search: string) => ['record', form, id, 'people', search] as const,
  links: (form: string, id: string) => ['record', form, id, 'links'] as const,
  pages: (form: string) => ['pages', form] as const,
  page: (form: string, query: string, page: number) => ['pages', form, query, page] as const,
  counts: (form: string) => ['counts', form] as const,
  count: (form: string, query: string) => ['counts', form, query] as const,
  /** Numbers under the columns: below the counts, so that live changes refresh both. */
  totals: (form: string) => ['counts', form, 'totals'] as const,
  groups: (form: string, query: string) => ['counts', form, 'groups', query] as const,
  options: (form: string, field: string, search: string) => ['options', form, field, search] as const,
  webhooks: ['webhooks'] as const,
  apiKeys: ['api-keys'] as const,
  lan: ['lan'] as const,
  company: ['company'] as const,
  demo: ['demo'] as const,
  tasks: ['tasks'] as const,
  tasksOf: (person: string, done: boolean) => ['tasks', person, done] as const,
  taskCounts: (dayEnd: string) => ['tasks', 'counts', dayEnd] as const,
  /** Below the record: what changes the record refreshes them. */
  recordTasks: (form: string, id: string, done: boolean) => ['record', form, id, 'tasks', done] as const,
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) =>
          count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
      },
      // Without a line a write fails at once, and can be kept: waiting for the line would lose it with the page.
      mutations: { networkMode: 'always' },
    },
  })
}

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: getMe,
  staleTime: 5 * 60_000,
  retry: false,
})
export const statusQuery = queryOptions({ queryKey: keys.status, queryFn: getStatus, staleTime: 60_000 })
export const formsQuery = queryOptions({ queryKey: keys.forms, queryFn: listForms, staleTime: 5 * 60_000 })
export const formQuery = (form: string) =>
  queryOptions({ queryKey: keys.form(form), queryFn: () => getForm(form), staleTime: 5 * 60_000 })
export const viewsQuery = (form: string) =>
  queryOptions({ queryKey: keys.views(form), queryFn: () => listViews(form), staleTime: 60_000 })
/** How many records wait in a form's pool; refreshed with the other counts of the form. */
export const poolCountQuery = (form: string) =>
  queryOptions({
    queryKey: keys.count(form, JSON.stringify({ pool: true })),
    queryFn: ({ signal }) =>
      queryRecords(form, { pool: true, fields: ['id'], size: 1, count: 'exact' }, signal).then(
        answer => answer.count ?? 0,
      ),
  })
export const peopleQuery = queryOptions({ queryKey: keys.people, queryFn: () => listPeople() })
export const avatarsQuery = queryOptions({
  queryKey: keys.avatars,
  queryFn: listAvatars,
  staleTime: 5 * 60_000,
})
export const departmentsQuery = queryOptions({ queryKey: keys.departments, queryFn: listDepartments })
export const rolesQuery = queryOptions({ queryKey: keys.roles, queryFn: listRoles, staleTime: 5 * 60_000 })
export const noticesQuery = queryOptions({ queryKey: keys.notices, queryFn: () => listNotices() })
export const recordQuery = (form: string, id: string) =>
  queryOptions({ queryKey: keys.record(form, id), queryFn: () => getRecord(form, id) })
/** All pages that were read of it: what changes refreshes each. */
export const historyQuery = (form: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.history(form, id), 'pages'],
    queryFn: ({ pageParam }) => getHistory(form, id, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: page => (page.next === null ? undefined : Number(page.next)),
  })
/** All pages that were read of them: what changes refreshes each. */
export const activitiesQuery = (form: string, id: string, only: OnlyThese = {}) =>
  infiniteQueryOptions({
    // All of them have a key that one of those alone begins with.
    queryKey: [...keys.activityPages(form, id), ...(Object.keys(only).length > 0 ? [only] : [])],
    queryFn: ({ pageParam }) => listActivities(form, id, pageParam, only),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next ?? undefined,
  })
/** `me` or a person's id. Open ones by due date; done ones newest first, one page of them. */
export const tasksQuery = (person: string, done: boolean) =>
  queryOptions({
    queryKey: keys.tasksOf(person, done),
    queryFn: () => listAllTasks({ assignee: person, done }, done ? 1 : undefined),
  })
/** What I gave to others to do. */
export const givenTasksQuery = (done: boolean) =>
  queryOptions({
    queryKey: keys.tasksOf('given', done),
    queryFn: () => listAllTasks({ given_by: 'me', done }, done ? 1 : undefined),
  })
export const recordTasksQuery = (form: string, id: string, done: boolean) =>
  queryOptions({
    queryKey: keys.recordTasks(form, id, done),
    queryFn: () => listAllTasks({ record: id, done }, done ? 1 : undefined),
  })
export const standingQuery = (form: string, id: string) =>
  queryOptions({ queryKey: keys.standing(form, id), queryFn: () => listStanding(form, id) })
export const linksQuery = (form: string, id: string) =>
  queryOptions({ queryKey: keys.links(form, id), queryFn: () => getBackLinks(form, id) })

/** The signed-in person; routes behind the shell have loaded it before they render. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  const cached = useQueryClient().getQueryData(meQuery.queryKey)
  const me = data ?? cached
  if (!me) throw new Problem(401, { code: 'unauthenticated' })
  return me
}
