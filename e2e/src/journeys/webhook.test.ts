// Another system listens: signed letters, sent again when it stumbles, kept when it is gone.

import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'

interface Letter {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

const at = stage()
const letters: Letter[] = []
/** What the receiver answers next, by path; without an entry it is content. */
const answers = new Map<string, number[]>()
const receiver = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', piece => pieces.push(piece))
  request.on('end', () => {
    const path = request.url ?? ''
    letters.push({ path, headers: request.headers, body: Buffer.concat(pieces).toString() })
    response.writeHead(answers.get(path)?.shift() ?? 204).end()
  })
})
let address = ''
before(async () => {
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  const where = receiver.address()
  assert.ok(where !== null && typeof where === 'object')
  address = `http://127.0.0.1:${where.port}`
})
after(() => {
  receiver.close()
})

const to = (path: string) => letters.filter(letter => letter.path === path)

/** Adds a webhook in the settings and answers the secret that is shown once. */
async function addWebhook(page: Page, path: string): Promise<string> {
  await page.goto('/settings/webhooks')
  await page.getByRole('button', { name: '添加推送' }).first().click()
  const dialog = page.getByRole('dialog', { name: '添加推送' })
  await dialog.getByLabel('接收地址').fill(address + path)
  await dialog.getByRole('button', { name: '保存' }).click()
  const shown = page.getByRole('dialog', { name: '签名密钥' })
  const secret = (await shown.locator('code').textContent()) ?? ''
  await shown.getByRole('button', { name: '完成' }).click()
  return secret
}

function assertSigned(letter: Letter, secret: string): void {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = letter.headers
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const mine = createHmac('sha256', key).update(`${id}.${time}.${letter.body}`).digest('base64')
  assert.ok(String(signatures).split(' ').includes(`v1,${mine}`), 'the signature is another one')
  assert.ok(Math.abs(Date.now() / 1000 - Number(time)) < 60)
}

test('a new record is told, signed, and told again after the receiver stumbled', async () => {
  answers.set('/stumbles', [500])
  await onPage(at.browser, { name: 'webhook', ...at.admin.signedIn() }, async page => {
    const secret = await addWebhook(page, '/stumbles')
    const lead = await at.admin.create('lead', { company: '义乌小商品城' })
    await eventually(() => assert.equal(to('/stumbles').length, 2), 30_000)
    const [first, second] = to('/stumbles')
    assert.ok(first && second)
    for (const letter of [first, second]) assertSigned(letter, secret)
    assert.equal(first.headers['webhook-id'], second.headers['webhook-id'])
    assert.equal(first.body, second.body)
    assert.match(first.body, new RegExp(lead.id))
    assert.match(first.body, /record\.created/)
    await page.reload()
    await page.getByRole('button', { name: '推送记录' }).first().click()
    await page.getByText('已送达').first().waitFor()
    await assertAccessibleInBothThemes(page)
  })
})

test('a letter that nobody takes any more is kept, told to the administrator, and sent again by hand', async () => {
  answers.set('/gone', [410])
  await onPage(at.browser, { name: 'webhook-dead', ...at.admin.signedIn() }, async page => {
    await addWebhook(page, '/gone')
    await at.admin.create('customer', { name: '永康五金' })
    await eventually(() => assert.equal(to('/gone').length, 1))
    const row = page.getByRole('listitem').filter({ hasText: `${address}/gone` })
    await eventually(async () => {
      await page.reload()
      await row.getByRole('button', { name: '推送记录' }).click()
      await row.getByText('已停止重试').waitFor({ timeout: 1_000 })
    })
    // The receiver said that it is gone: nothing more is sent until somebody turns it on again.
    assert.equal(await row.getByRole('switch').getAttribute('aria-checked'), 'false')
    await row.getByRole('switch').click()
    await row.getByRole('button', { name: '重新推送' }).click()
    await eventually(() => assert.equal(to('/gone').length, 2))
    assert.equal(to('/gone')[0]?.body, to('/gone')[1]?.body)
    await page.goto('/notices')
    await page.getByText(/推送没有送达，已停止重试/).waitFor()
  })
})
