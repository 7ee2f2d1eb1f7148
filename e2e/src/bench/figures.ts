// What is measured. Each figure opens pages of its own and answers lines with its aim.

import type { Browser, Page } from 'playwright-core'
import { Grid } from '../journeys/parts/grid.ts'
import { framesDuring, median, percentile, takeInteractions, timed, watchInteractions } from './clock.ts'
import type { Stand } from './stand.ts'

export interface Bench {
  browser: Browser
  stand: Stand
  runs: number
  minutes: number
}
export type Figure = (bench: Bench) => Promise<string[]>

const LIST = '/f/lead'
const VIEWPORT = { width: 1440, height: 900 }

export const FIGURES: Record<string, Figure> = {
  first: firstRow,
  scroll: scrolling,
  jump: jumping,
  record: opening,
  filter: filtering,
  inp: interacting,
  heap: staying,
}

async function onList<T>(
  { browser, stand }: Bench,
  steps: (page: Page, grid: Grid) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: 'zh-CN',
    serviceWorkers: 'block',
    ...stand.signedIn,
  })
  try {
    const page = await context.newPage()
    await watchInteractions(page)
    return await steps(page, await Grid.open(page, LIST))
  } finally {
    await context.close()
  }
}

const times = (all: readonly number[]) =>
  `median ${median(all).toFixed(0)} ms (${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)})`

/** A context of its own each time: nothing is cached. */
async function firstRow({ browser, stand, runs }: Bench): Promise<string[]> {
  const paints: number[] = []
  const rows: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const context = await browser.newContext({
      viewport: VIEWPORT,
      locale: 'zh-CN',
      serviceWorkers: 'block',
      ...stand.signedIn,
    })
    const page = await context.newPage()
    await page.addInitScript(() => {
      const look = () => {
        const cell = document.querySelector(
          '[role=grid] [role=row][aria-rowindex="2"] [role=gridcell][aria-colindex="2"]',
        )
        if (cell?.textContent && !cell.querySelector('.bone')) {
          requestAnimationFrame(() => setTimeout(() => performance.mark('first-row')))
        } else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
    await page.goto(LIST)
    const [paint, row] = await page.evaluate(async () => {
      while (performance.getEntriesByName('first-row').length === 0)
        await new Promise(done => setTimeout(done, 20))
      return ['first-contentful-paint', 'first-row'].map(
        name => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN,
      )
    })
    paints.push(paint ?? Number.NaN)
    rows.push(row ?? Number.NaN)
    await context.close()
  }
  return [`first paint, cold: ${times(paints)}; aim < 300`, `first real row, cold: ${times(rows)}; aim < 900`]
}

/** Turns the wheel as a hand does: 50 notches a second would be 6,000 px; 100 px every 30 ms. */
async function wheel(page: Page, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds
  await page.mouse.move(700, 500)
  for (let turn = 0; Date.now() < end; turn += 1) {
    await page.mouse.wheel(0, turn % 400 < 300 ? 300 : -300)
    await page.waitForTimeout(20)
  }
}

async function scrolling(bench: Bench): Promise<string[]> {
  return onList(bench, async page => {
    await wheel(page, 2_000)
    const rates = await framesDuring(page, () => wheel(page, 8_000))
    return [
      `scrolling, frames/s of each half second: median ${median(rates)}, p5 ${percentile(rates, 5)}, worst ${Math.min(...rates)}; aim ≥ 50`,
    ]
  })
}

const rowShown = (row: string) => {
  const cell = document.querySelector(
    `[role=row][aria-rowindex="${Number(row) + 1}"] [role=gridcell][aria-colindex="2"]`,
  )
  return Boolean(cell?.textContent) && !cell?.querySelector('.bone')
}

async function jumping(bench: Bench): Promise<string[]> {
  return onList(bench, async (page, grid) => {
    const total = await grid.total()
    const all: number[] = []
    for (let run = 0; run <= bench.runs; run += 1) {
      const row = String(Math.floor(total * 0.9) + run * 1_000)
      const box = page.getByLabel('跳到第几条')
      await box.fill(row)
      all.push(await timed(page, () => box.press('Enter'), rowShown, row))
    }
    const [first, ...warm] = all
    return [`jump to row 900,000: first ${first?.toFixed(0)} ms, then ${times(warm)}; aim < 400`]
  })
}

const peekShown = (title: string) => {
  const peek = document.querySelector('aside[aria-label], [role=complementary]')
  return Boolean(peek?.textContent?.includes(title)) && !peek?.querySelector('.bone')
}

async function opening(bench: Bench): Promise<string[]> {
  return onList(bench, async (page, grid) => {
    const all: number[] = []
    for (let row = 1; row <= bench.runs * 2; row += 1) {
      const title = await grid.text(row, '公司名称')
      const cell = await grid.cell(row, '公司名称')
      await cell.click()
      await page.keyboard.press('Escape')
      await cell.click()
      all.push(await timed(page, () => page.keyboard.press('Control+Enter'), peekShown, title))
      await page.keyboard.press('Escape')
    }
    return [`open a record beside the list: ${times(all)}; aim < 150`]
  })
}

const viewTab = (page: Page, name: string) =>
  page.getByRole('group', { name: '视图', exact: true }).getByRole('button').filter({ hasText: name }).first()

async function filtering(bench: Bench): Promise<string[]> {
  return onList(bench, async page => {
    const all: number[] = []
    for (let run = 0; run < bench.runs; run += 1) {
      for (const view of ['新线索', '全部线索']) {
        const before = (await page.locator('[role=grid]').getAttribute('aria-rowcount')) ?? ''
        const tab = viewTab(page, view)
        all.push(
          await timed(
            page,
            () => tab.click(),
            was => {
              const grid = document.querySelector('[role=grid]')
              const now = grid?.getAttribute('aria-rowcount')
              return (
                Boolean(grid) && now !== was && now !== '-1' && !grid?.querySelector('[role=gridcell] .bone')
              )
            },
            before,
          ),
        )
      }
    }
    return [`another filter to its new rows and count: ${times(all)}; aim < 150`]
  })
}

async function interacting(bench: Bench): Promise<string[]> {
  return onList(bench, async (page, grid) => {
    await takeInteractions(page)
    let made = 0
    const press = async (key: string, count = 1) => {
      for (let n = 0; n < count; n += 1) {
        await page.keyboard.press(key)
        await page.waitForTimeout(60)
        made += 1
      }
    }
    await (await grid.cell(1, '公司名称')).click()
    await press('ArrowDown', 30)
    await press('ArrowRight', 6)
    await press('PageDown', 10)
    await press('Control+Enter')
    await page.waitForTimeout(500)
    await press('Alt+ArrowDown', 10)
    await press('Escape', 2)
    await page.waitForTimeout(300)
    await page.keyboard.press('Control+k')
    made += 1
    await page.waitForTimeout(300)
    for (const letter of ['机', '械', '有', '限']) {
      await page.keyboard.insertText(letter)
      await page.waitForTimeout(150)
      made += 1
    }
    await press('Escape')
    for (const view of ['新线索', '待跟进', '全部线索']) {
      await viewTab(page, view).click()
      made += 1
      await grid.settled()
    }
    await page.waitForTimeout(500)
    const slow = await takeInteractions(page)
    const all = [...slow, ...Array<number>(Math.max(0, made - slow.length)).fill(16)]
    return [
      `interaction to next paint: p95 ${percentile(all, 95)} ms, worst ${Math.max(...all)} ms of ${all.length} (p50 ${median(all)}); aim p95 < 100`,
    ]
  })
}

async function staying(bench: Bench): Promise<string[]> {
  return onList(bench, async page => {
    const devtools = await page.context().newCDPSession(page)
    const used = async () => {
      await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6
    }
    const before = await used()
    const places = ['线索', '客户', '工作台', '联系人', '任务']
    const nav = page.locator('nav').first()
    for (let change = 0; change < 200; change += 1) {
      await nav
        .getByRole('link', { name: places[change % places.length] as string })
        .first()
        .click()
      await page.waitForTimeout(120)
    }
    await nav.getByRole('link', { name: '线索' }).first().click()
    await new Grid(page).settled()
    const changed = await used()
    await wheel(page, bench.minutes * 60_000)
    return [
      `heap after the first list ${before.toFixed(0)} MB, after 200 page changes ${changed.toFixed(0)} MB, after ${bench.minutes} min of scrolling ${(await used()).toFixed(0)} MB; aim < 80`,
    ]
  })
}
