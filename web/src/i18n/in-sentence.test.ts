import { expect, test } from 'vitest'
import { inSentence } from './in-sentence'
import { i18n, setLanguage } from './setup'

test('a name is small inside a sentence, and keeps capitals that are its own', () => {
  expect(inSentence('Leads')).toBe('leads')
  expect(inSentence('Sales Orders')).toBe('sales orders')
  expect(inSentence('VIP customers')).toBe('VIP customers')
  expect(inSentence('线索')).toBe('线索')
})

test('English sentences say the names of forms small', async () => {
  await setLanguage('en')
  expect(i18n.t('records:empty.title', { form: 'Leads' })).toBe('No leads yet')
  expect(i18n.t('records:new', { form: 'Lead' })).toBe('New lead')
  expect(i18n.t('home:first.create', { form: 'Lead' })).toBe('Create the first lead')
  expect(i18n.t('records:pool.empty', { pool: 'Lead pool' })).toBe('Nothing in the lead pool')
})
