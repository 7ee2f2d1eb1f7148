// The shell: finding one's way back, and everything from one field.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessibleInBothThemes } from '../harness/axe.ts'
import { onPage } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { stage } from '../harness/stage.ts'

const at = stage()

test('who is alone finds the page of the team, and how colleagues come in', async () => {
  await onPage(at.browser, { name: 'team-alone', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '团队' }).click()
    await page.getByText('这里还没有同事的记录').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.getByRole('link', { name: '邀请同事' }).click()
    await page.waitForURL(/\/settings\/people/)
  })
})

test('records that were open are found again, and what is pinned follows to the next browser', async () => {
  const lead = await at.admin.create('lead', { company: '绍兴海晟染整' })
  await onPage(at.browser, { name: 'recent', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    const nav = page.getByRole('navigation', { name: '导航' })
    await nav.getByRole('button', { name: '最近' }).click()
    await nav.getByRole('link', { name: '绍兴海晟染整' }).hover()
    await nav.getByRole('button', { name: '置顶“绍兴海晟染整”' }).click()
    await nav.getByRole('button', { name: '取消置顶“绍兴海晟染整”' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await eventually(async () => {
      const kept = (await at.admin.ask('GET', '/me/preferences')) as { pins?: unknown[] }
      assert.equal(kept.pins?.length, 1)
    })
  })
  await onPage(at.browser, { name: 'pinned', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '绍兴海晟染整' }).click()
    await page.getByRole('heading', { name: '绍兴海晟染整' }).first().waitFor()
  })
})

test('by the keyboard alone: a record by its initials, a view by its name, a theme', async () => {
  await at.admin.create('lead', { company: '青岛百川机械' })
  await onPage(at.browser, { name: 'palette', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    await eventually(async () => {
      const found = (await at.admin.ask('GET', '/search?q=qdbc')) as { items: unknown[] }
      assert.equal(found.items.length, 1)
    })
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByRole('combobox').waitFor()
    await page.keyboard.type('qdbc')
    await palette.getByRole('option', { name: /青岛百川机械/ }).waitFor()
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '青岛百川机械' }).first().waitFor()
    await page.keyboard.press('Control+k')
    await palette.getByRole('option', { name: 'qdbc' }).waitFor()
    await page.keyboard.type('我负责的')
    await palette
      .getByRole('option', { name: /我负责的/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/f\/\w+\?view=/)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('外观：深色')
    await page.keyboard.press('Enter')
    await eventually(async () => assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark'))
  })
})

test('a colleague is found by initials, and leads to their records', async () => {
  const colleague = await at.admin.seat({ name: '孙立新', login: 'sunlixin' })
  await at.admin.create('lead', { company: '衢州立新纸业', owner: colleague.me.id })
  await onPage(at.browser, { name: 'palette-people', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByText('不含跟进内容', { exact: false }).waitFor()
    await palette.getByRole('combobox').fill('slx')
    await palette.getByRole('option', { name: /孙立新的线索/ }).waitFor()
    await palette.getByRole('option', { name: '孙立新的任务' }).waitFor()
    await assertAccessibleInBothThemes(page)
    await palette.getByRole('option', { name: /孙立新的线索/ }).click()
    await page.waitForURL(/\/f\/lead\?filter=/)
    await page.getByRole('grid').getByText('衢州立新纸业').waitFor()
    assert.equal(await page.getByRole('grid').getByText('青岛百川机械').count(), 0)
  })
})

test('a builder finds every form in one place', async () => {
  await onPage(at.browser, { name: 'forms', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('link', { name: '表单设计' }).click()
    await page.getByRole('searchbox', { name: '搜索表单' }).fill('客')
    await eventually(async () => assert.equal(await page.getByRole('link', { name: /^设计/ }).count(), 1))
    await assertAccessibleInBothThemes(page)
    await page.getByRole('link', { name: '设计客户' }).click()
    await page.waitForURL(/\/design\/customer/)
  })
})

test('a question mark tells what the page is for and its keys, and is a letter where one writes', async () => {
  await onPage(at.browser, { name: 'help', ...at.admin.signedIn() }, async page => {
    await page.goto('/tasks')
    await page.getByRole('heading', { name: '任务' }).first().waitFor()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: '帮助' })
    await help.getByText('新建任务').waitFor()
    await assertAccessibleInBothThemes(page)
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'hidden' })
    await page.goto('/forms')
    await page.getByRole('searchbox').fill('')
    await page.keyboard.press('?')
    assert.equal(await page.getByRole('searchbox').inputValue(), '?')
    assert.equal(await help.count(), 0)
  })
})

test('a hit says by which field it was found, and is there within a frame of the answer', async () => {
  const values = { company: '舟山远洋渔业', contact_name: '钟汉良', phone: '13566667777' }
  const lead = await at.admin.create('lead', values)
  const other = await at.admin.create('lead', { company: '舟山港务' })
  await eventually(async () => {
    const found = (await at.admin.ask('GET', '/search?q=6667')) as { items: unknown[] }
    assert.equal(found.items.length, 1)
  })
  await onPage(at.browser, { name: 'palette-because', ...at.admin.signedIn() }, async page => {
    await page.goto(`/f/lead/${lead.id}`)
    await page.getByRole('heading', { name: '舟山远洋渔业' }).first().waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    const field = palette.getByRole('combobox')
    for (const [typed, said] of [
      ['6667', '手机：135 6666 7777'],
      ['zhonghan', '联系人：钟汉良'],
      ['zsyyyy', '拼音匹配'],
    ] as const) {
      await field.fill(typed)
      await palette
        .getByRole('option', { name: /舟山远洋渔业/ })
        .getByText(said)
        .waitFor()
    }
    await assertAccessibleInBothThemes(page)
    // Both names hold the word; the one that was open comes first, though it is the older one.
    await page.evaluate(() => {
      const frames = { answered: 0, shown: 0 }
      Object.assign(window, { frames })
      let frame = 0
      const count = () => {
        frame += 1
        requestAnimationFrame(count)
      }
      requestAnimationFrame(count)
      const real = window.fetch
      window.fetch = async (...asked) => {
        const answer = await real(...asked)
        if (!String(asked[0]).includes('/search?')) return answer
        const text = answer.text.bind(answer)
        answer.text = async () => {
          const read = await text()
          frames.answered = frame
          return read
        }
        return answer
      }
      new MutationObserver(() => {
        if (document.querySelectorAll('[role=option] [data-hit]').length === 2) frames.shown ||= frame
      }).observe(document.body, { childList: true, subtree: true })
    })
    await field.fill('舟山')
    await palette.getByText('舟山港务').waitFor()
    const shown = await palette.getByRole('option', { name: /舟山/ }).allTextContents()
    assert.match(shown[0] ?? '', /舟山远洋渔业/)
    const frames = await page.evaluate(
      () => (window as unknown as { frames: { answered: number; shown: number } }).frames,
    )
    assert.ok(frames.shown > 0 && frames.shown - frames.answered <= 1, JSON.stringify(frames))
  })
  await at.admin.record('lead', other.id)
})

test('what is called so comes before newer hits, and all of them are a step away', async () => {
  await at.admin.create('lead', { company: '嘉兴同泰' })
  for (let n = 1; n <= 9; n += 1) await at.admin.create('lead', { company: `嘉兴同泰纺织${n}厂` })
  await eventually(async () => {
    const found = (await at.admin.ask('GET', '/search?q=嘉兴同泰')) as { items: { title: string }[] }
    assert.equal(found.items.length, 8)
    assert.equal(found.items[0]?.title, '嘉兴同泰')
    assert.equal(found.items[1]?.title, '嘉兴同泰纺织9厂')
  })
  await onPage(at.browser, { name: 'palette-all', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByRole('combobox').fill('嘉兴同泰')
    const all = palette.getByRole('option', { name: '在线索中查看全部' })
    await all.waitFor()
    assert.match((await palette.getByRole('option').first().textContent()) ?? '', /^嘉兴同泰(?!纺织)/)
    await assertAccessibleInBothThemes(page)
    for (let n = 0; n < 8; n += 1) await page.keyboard.press('ArrowDown')
    assert.equal(await all.getAttribute('aria-selected'), 'true')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/f\/lead\?q=/)
    await page.getByRole('grid').getByText('嘉兴同泰纺织1厂').waitFor()
    await page.getByRole('grid').getByText('嘉兴同泰纺织9厂').waitFor()
  })
})

test('a company is found by what people call it, in the palette and in its list, and both say so', async () => {
  const called = { name: '台州江北泵业有限公司', short_name: '鼎泰、DT Pumps' }
  await at.admin.create('customer', called)
  for (let n = 1; n <= 9; n += 1) await at.admin.create('customer', { name: `新鼎泰${n}号店` })
  await eventually(async () => {
    const found = (await at.admin.ask('GET', '/search?q=鼎泰')) as { items: { title: string }[] }
    assert.equal(found.items.length, 8)
    assert.equal(found.items[0]?.title, called.name)
  })
  await onPage(at.browser, { name: 'palette-alias', ...at.admin.signedIn() }, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByRole('combobox').fill('鼎泰')
    await palette.getByRole('option', { name: called.name }).getByText('简称：鼎泰').waitFor()
    assert.match((await palette.getByRole('option').first().textContent()) ?? '', /^台州江北泵业/)
    await assertAccessibleInBothThemes(page)
    await page.goto('/f/customer?q=dt')
    const row = page.getByRole('row').filter({ hasText: called.name })
    await row.getByText('简称：DT Pumps').waitFor()
  })
})

test('a search that failed is not told as one that found nothing', async () => {
  const options = {
    name: 'palette-failed',
    expectedErrors: [/status of 500/],
    ...at.admin.signedIn(),
  }
  await onPage(at.browser, options, async page => {
    await page.goto('/')
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    const body = JSON.stringify({ code: 'fault', status: 500 })
    await page.route(/\/search\?/, route =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body }),
    )
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: '搜索与命令' })
    await palette.getByRole('combobox').fill('舟山')
    await palette.getByText('搜索结果没能加载出来').waitFor()
    await page.unroute(/\/search\?/)
    await palette.getByRole('button', { name: '重试' }).click()
    await palette.getByText('搜索结果没能加载出来').waitFor({ state: 'detached' })
  })
})
