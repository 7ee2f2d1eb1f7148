// Small windows and large letters: 320 px, 200 % on the smallest common laptop, a phone on its side. No page scrolls
// sideways, and what one works with is in reach, above the keyboard too.
// Whoever asks for less motion gets none.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { ON_ONE_DATABASE, stage } from '../harness/stage.ts'
import { assertFits } from './parts/fits.ts'
import { company, leads } from './parts/leads.ts'
import { assertReachable } from './parts/reach.ts'
import { entry } from './parts/record.ts'

let lead = ''
const CLOSE = JSON.stringify({ calendar: { start: 'expected_close' } })
const AGENDA = `/f/opportunity?kind=calendar&mode=agenda&day=2027-03-01&layout=${encodeURIComponent(CLOSE)}`
const at = stage({}, async admin => {
  await admin.createMany('lead', leads(30))
  await admin.createMany(
    'lead',
    leads(33)
      .slice(30)
      .map(values => ({ ...values, owner: null })),
  )
  await admin.createMany(
    'opportunity',
    Array.from({ length: 9 }, (_, n) => ({ name: `三月的商机 ${n}`, expected_close: `2027-03-0${n + 1}` })),
  )
  lead = (await admin.create('lead', { company: '一家名字特别长的绍兴柯桥纺织印染科技股份有限公司' })).id
})

const PAGES = (): readonly string[] => [
  '/',
  '/f/lead',
  '/f/lead?kind=kanban',
  '/f/lead?kind=calendar',
  `/f/lead/${lead}`,
  '/f/lead?new=true',
  `/f/lead?peek=${lead}`,
  '/pool/lead',
  '/todo',
  '/tasks',
  '/changes',
  '/team',
  '/notices',
  '/me',
  '/imports/new',
  '/imports',
  '/forms',
  '/design/lead',
  '/settings/profile',
  '/settings/people',
  '/settings/departments',
  '/settings/recycle-bin',
  '/settings/network',
  '/settings/keys',
  '/settings/webhooks',
  '/settings/feedback',
  '/settings/notices',
  '/settings/sessions',
]

const SMALL = {
  'a window of 320 px': { viewport: { width: 320, height: 640 } },
  // What 200 % leaves of 1366×768.
  'letters at 200 %': { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
  'a phone lying on its side': { viewport: { width: 844, height: 390 }, deviceScaleFactor: 2 },
}

for (const [name, screen] of Object.entries(SMALL)) {
  for (const locale of ['zh-CN', 'en-US']) {
    test(`no page scrolls sideways with ${name} (${locale})`, ON_ONE_DATABASE, async () => {
      await at.admin.ask('PATCH', '/me', { language: locale === 'en-US' ? 'en' : 'zh-CN' })
      await onPage(at.browser, { name: 'narrow', ...at.admin.signedIn(), ...screen, locale }, async page => {
        for (const path of PAGES()) {
          await page.goto(path)
          await page.getByRole('heading').first().waitFor()
          // A board fetches the columns that are pushed into view, not the others.
          await page.waitForFunction(() =>
            [...document.querySelectorAll('.bone')].every(
              bone => bone.getBoundingClientRect().left >= innerWidth,
            ),
          )
          await assertFits(page)
        }
      })
    })
  }
}

/** What the keyboard covers of each: a laptop has one of its own. */
const KEYBOARD: Record<string, number> = { 'a window of 320 px': 260, 'a phone lying on its side': 190 }

for (const [name, screen] of Object.entries(SMALL)) {
  const keyboard = KEYBOARD[name] ?? 0
  const sheets = screen.viewport.width < 768
  const small = async (what: string, steps: (page: Page) => Promise<void>) => {
    await at.admin.ask('PATCH', '/me', { language: 'zh-CN' })
    const touch = keyboard > 0 ? { hasTouch: true, isMobile: true } : {}
    await onPage(at.browser, { name: `small-${what}`, ...at.admin.signedIn(), ...screen, ...touch }, steps)
  }
  /** The keyboard comes up: some browsers make the page smaller… */
  const shrink = (page: Page) =>
    page.setViewportSize({ ...screen.viewport, height: screen.viewport.height - keyboard })
  /** …and others only tell it. */
  const tell = (page: Page) =>
    page.evaluate(px => document.documentElement.style.setProperty('--keyboard', `${px}px`), keyboard)

  test(`a list shows records and is filtered in ${name}`, ON_ONE_DATABASE, async () => {
    await small('list', async page => {
      await page.goto('/f/lead')
      const titles = page.locator(sheets ? 'main a[href*="/f/lead/rec_"]' : '[data-line] [aria-colindex="2"]')
      await titles.nth(2).waitFor()
      const seen = await titles.evaluateAll(
        all =>
          all.filter(title => {
            const { top, bottom, left, right } = title.getBoundingClientRect()
            const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
            return top >= 0 && bottom <= innerHeight && title.contains(over)
          }).length,
      )
      assert.ok(seen >= (sheets ? 1 : 4), `${seen} records are seen`)
      await assertReachable(page.getByRole('button', { name: '新建线索' }).first())
      await page.getByRole('button', { name: '筛选', exact: true }).first().click()
      const panel = page.getByRole('dialog')
      const text = panel.getByRole('textbox', { name: /^公司名称/ })
      await text.focus()
      await shrink(page)
      await assertReachable(text)
      await assertReachable(panel.getByRole('button', { name: '添加条件', exact: true }))
      await text.fill('一家名字')
      await page.setViewportSize(screen.viewport)
      await page.keyboard.press('Escape')
      await eventually(async () => assert.equal(await titles.count(), 1))
    })
  })

  test(`a record is read, changed and followed up in ${name}`, ON_ONE_DATABASE, async () => {
    await small('record', async page => {
      await page.goto(`/f/lead/${lead}`)
      await page
        .getByRole('heading', { name: /一家名字特别长/ })
        .first()
        .waitFor()
      for (const field of [/^联系人/, /^手机/])
        await assertReachable(page.getByRole('button', { name: field }).first())
      await assertReachable(page.getByRole('main').getByRole('button', { name: '更多', exact: true }).first())
      if (sheets) await page.getByRole('button', { name: '写跟进' }).first().click()
      const text = page.getByLabel('跟进内容')
      await text.fill('侧着手机写的')
      await shrink(page)
      for (const part of [
        text,
        page.getByRole('radio', { name: '拜访' }),
        page.getByRole('button', { name: '保存跟进' }),
      ])
        await assertReachable(part)
      await page.getByRole('button', { name: '保存跟进' }).click()
      await entry(page, '侧着手机写的').first().waitFor()
    })
  })

  test(`a dialog and the palette stand above the keyboard in ${name}`, ON_ONE_DATABASE, async () => {
    await small('dialog', async page => {
      await page.goto('/f/lead?new=true')
      const dialog = page.getByRole('dialog', { name: '新建线索' })
      await dialog.getByLabel('公司名称').waitFor()
      await tell(page)
      for (const field of ['公司名称', '联系人', '手机'])
        await assertReachable(dialog.getByLabel(field).first(), keyboard)
      for (const button of ['关闭', '保存'])
        await assertReachable(dialog.getByRole('button', { name: button, exact: true }), keyboard)
      await page.goto('/')
      await page.getByRole('main').waitFor()
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: '搜索与命令' })
      await palette.getByRole('combobox').fill('一家名字')
      const hit = palette.getByRole('option', { name: /一家名字特别长/ }).first()
      await hit.waitFor()
      await tell(page)
      await assertReachable(palette.getByRole('combobox'), keyboard)
      await assertReachable(hit, keyboard)
      await assertReachable(palette.getByRole('option').last(), keyboard)
    })
  })
}

test('at 320 px a pool says its name and whom one claims', ON_ONE_DATABASE, async () => {
  await at.admin.ask('PATCH', '/me', { language: 'en' })
  const small = { name: 'narrow-pool', ...at.admin.signedIn(), ...SMALL['a window of 320 px'] }
  await onPage(at.browser, small, async page => {
    await page.goto('/pool/lead')
    await page
      .getByRole('button', { name: /^Claim / })
      .first()
      .waitFor()
    const cut = await page
      .getByRole('main')
      .locator('.truncate')
      .evaluateAll(all => all.filter(el => el.scrollWidth > el.clientWidth + 1).map(el => el.textContent))
    assert.deepEqual(cut, [])
  })
})

test('a button that floats hides neither the last card nor the way on', ON_ONE_DATABASE, async () => {
  await at.admin.ask('PATCH', '/me', { language: 'zh-CN' })
  const small = { name: 'narrow-float', ...at.admin.signedIn(), ...SMALL['letters at 200 %'] }
  await onPage(at.browser, small, async page => {
    const above = async (what: Locator, floats: Locator) => {
      const [end, button] = [await what.boundingBox(), await floats.boundingBox()]
      assert.ok(end && button && end.y + end.height <= button.y, `${what} ends below ${button?.y}`)
    }
    await page.goto('/f/lead')
    await page.getByRole('link', { name: /一家名字特别长/ }).waitFor()
    const last = page.getByRole('link', { name: company(0), exact: true })
    await eventually(async () => {
      await page.getByRole('main').hover()
      await page.mouse.wheel(0, 5_000)
      await last.waitFor({ timeout: 500 })
      await above(last.locator('../..'), page.getByRole('button', { name: '新建线索' }))
    })
    await page.goto(AGENDA)
    const more = page.getByRole('button', { name: '显示之后的日程' })
    await more.waitFor()
    await page.getByText('三月的商机 8').scrollIntoViewIfNeeded()
    await page.getByText('三月的商机 8').hover()
    await page.mouse.wheel(0, 5_000)
    await eventually(() => above(more, page.getByRole('button', { name: '新建商机' })))
  })
})

test('half a screen is enough to change a form, less is told why not', ON_ONE_DATABASE, async () => {
  await at.admin.ask('PATCH', '/me', { language: 'zh-CN' })
  const small = { name: 'narrow-design', ...at.admin.signedIn(), ...SMALL['letters at 200 %'] }
  await onPage(at.browser, small, async page => {
    await page.goto('/design/contact')
    const settings = page.getByRole('complementary', { name: '设置' })
    await settings.waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('日期')
    await page
      .getByRole('complementary', { name: '字段类型' })
      .getByRole('button', { name: '日期时间' })
      .click()
    await settings.getByRole('heading', { name: '日期时间' }).waitFor()
    await assertReachable(page.getByRole('button', { name: '发布' }))
    await page.keyboard.press('Control+z')
    await page.setViewportSize({ width: 600, height: 700 })
    await page.getByText('窗口太窄，这里只能预览').waitFor()
    assert.equal(await page.getByText('手机').filter({ hasText: '只能预览' }).count(), 0)
  })
})

test('whoever wants less motion sees none', ON_ONE_DATABASE, async () => {
  await at.admin.ask('PATCH', '/me', { language: 'zh-CN' })
  const calm = { name: 'calm', ...at.admin.signedIn(), reducedMotion: 'reduce' as const }
  await onPage(at.browser, calm, async page => {
    await page.addInitScript(() => {
      const seen: string[] = []
      Object.assign(window, { moved: seen })
      const note = (event: AnimationEvent | TransitionEvent) => {
        const { animationName, propertyName } = event as AnimationEvent & TransitionEvent
        if (event.elapsedTime > 0.02) seen.push(`${animationName ?? propertyName} ${event.elapsedTime}`)
      }
      for (const name of ['animationend', 'transitionend'] as const)
        document.addEventListener(name, note as EventListener, true)
    })
    await page.goto(`/f/lead?peek=${lead}`)
    await page.getByRole('complementary', { name: '记录详情' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: '搜索与命令' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '反馈' }).first().click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const moved = await page.evaluate(() => (window as unknown as { moved: string[] }).moved)
    assert.deepEqual(moved, [])
  })
})
