// Pictures of every page that has an address, with something on it.

import { stage } from '../harness/stage.ts'
import { pictured } from './parts/pictures.ts'
import { furnish, type Showroom } from './parts/showroom.ts'

let room: Showroom
const at = stage({}, async admin => {
  room = await furnish(admin)
})

const PAGES: Record<string, () => string> = {
  home: () => '/',
  list: () => '/f/lead',
  filtered: () =>
    `/f/lead?filter=${encodeURIComponent(
      JSON.stringify({
        and: [
          { field: 'status', op: 'in', value: ['new'] },
          { field: 'amount', op: 'gt', value: '500' },
        ],
      }),
    )}&sort=-amount`,
  peek: () => `/f/lead?peek=${room.lead}`,
  record: () => `/f/lead/${room.lead}`,
  create: () => '/f/lead?new=true',
  empty: () => '/f/contact',
  missing: () => '/f/lead/rec_00000000000000000000000001',
  notices: () => '/notices',
  todo: () => '/todo',
  tasks: () => '/tasks',
  'tasks-calendar': () => '/tasks?show=calendar',
  team: () => '/team',
  mine: () => '/me',
  import: () => '/imports/new',
  'import-fields': () => `/imports/${room.imported}?step=fields`,
  'import-check': () => `/imports/${room.imported}?step=check`,
  designer: () => '/design/lead',
  'new-form': () => '/forms/new',
  people: () => '/settings/people',
  profile: () => '/settings/profile',
  network: () => '/settings/network',
  webhooks: () => '/settings/webhooks',
  board: () => '/f/lead?kind=kanban',
  calendar: () => '/f/lead?kind=calendar',
  'list-bin': () => '/f/lead?bin=true',
  pool: () => '/pool/lead',
  changes: () => '/changes',
  imports: () => '/imports',
  'import-done': () => `/imports/${room.done}`,
  forms: () => '/forms',
  company: () => '/settings/company',
  departments: () => '/settings/departments',
  'recycle-bin': () => '/settings/recycle-bin',
  keys: () => '/settings/keys',
  feedback: () => '/settings/feedback',
  'notice-settings': () => '/settings/notices',
  sessions: () => '/settings/sessions',
  demo: () => '/settings/demo',
}

pictured(
  at,
  'the pages are pictured',
  Object.fromEntries(Object.entries(PAGES).map(([name, path]) => [name, { path }])),
)
