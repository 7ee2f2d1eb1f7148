import { cleanup } from '@testing-library/react'
import { beforeEach } from 'vitest'
import { i18n, setLanguage, startI18n } from '@/i18n/setup'

// Test files share a worker's modules and its page, in an order that differs from machine to
// machine: each test starts from Chinese words, an empty page and an empty store, whatever ran
// before it.
beforeEach(async () => {
  cleanup()
  document.body.replaceChildren()
  localStorage.clear()
  sessionStorage.clear()
  if (!i18n.isInitialized) await startI18n('zh-CN')
  if (i18n.language !== 'zh-CN') await setLanguage('zh-CN')
})
