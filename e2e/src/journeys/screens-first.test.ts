// Pictures of the way in: a server that nobody has set up yet, and an invitation.

import { describe } from 'node:test'
import { stage } from '../harness/stage.ts'
import { pictured } from './parts/pictures.ts'

describe('a server that was just installed', () => {
  const at = stage({ fresh: true })
  pictured(at, 'the set-up is pictured', {
    'set-up': {
      path: () => at.server.opened(at.server.setupUrl),
      by: () => 'nobody',
    },
    'set-up-refused': {
      path: () => at.server.opened(at.server.setupUrl),
      by: () => 'nobody',
      act: ({ page }) => page.locator('form button[type=submit]').click(),
    },
    'not-set-up': { path: () => '/', by: () => 'nobody' },
  })
})

describe('a workspace', () => {
  let token = ''
  const at = stage({}, async admin => {
    token = (await admin.ask('POST', '/people', { name: '李强', phone: '13900002222', role: 'member' }))
      .invitation.token
  })
  pictured(at, 'an invitation is pictured', {
    invitation: { path: () => `/invite/${token}`, by: () => 'nobody' },
  })
})
