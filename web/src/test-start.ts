import { cleanup, configure } from '@testing-library/react'
import { beforeEach } from 'vitest'
import { useLine } from '@/api/http'
import { forgetIntents } from '@/api/intents'
import { i18n, setLanguage, startI18n } from '@/i18n/setup'
import { clearToasts } from '@/ui/toast'

// Words that come with a page are added when its module is read.
if (!i18n.isInitialized) await startI18n('zh-CN')

// Test files share a worker's modules and its page, in an order that differs from machine to
// machine: each test starts from Chinese words, an empty page and an empty store, whatever ran
// before it.
beforeEach(async () => {
  cleanup()
  // A busy machine takes its time; what waits for nothing still fails before the test does.
  configure({ asyncUtilTimeout: 4_000 })
  document.body.replaceChildren()
  // A press that an earlier test began is over.
  dispatchEvent(new Event('pointercancel'))
  forgetIntents()
  clearToasts()
  useLine.setState({ lost: false, ended: false })
  if (i18n.language !== 'zh-CN') await setLanguage('zh-CN')
  // After the language, which keeps itself there.
  localStorage.clear()
  sessionStorage.clear()
})
