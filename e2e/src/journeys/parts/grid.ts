// The record grid as a person reads it: rows by number, columns by their heading.

import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../../harness/eventually.ts'

export class Grid {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens a list and waits for its rows, or for the words that there are none. */
  static async open(page: Page, path: string): Promise<Grid> {
    await page.goto(path)
    const grid = new Grid(page)
    await grid.settled()
    return grid
  }

  /** The rows have been counted and those in view are there. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => {
      const grid = document.querySelector('[role=grid]')
      if (!grid || grid.getAttribute('aria-rowcount') === '-1') return false
      return !grid.querySelector('[role=gridcell] .bone')
    })
  }

  /** How many records the list says it has. */
  async total(): Promise<number> {
    const count = await this.page.locator('[role=grid]').getAttribute('aria-rowcount')
    return Number(count) - 1
  }

  async expectTotal(count: number): Promise<void> {
    await eventually(async () => assert.equal(await this.total(), count))
    await this.settled()
  }

  header(column: string): Locator {
    return this.page.getByRole('columnheader').filter({ hasText: column })
  }

  /** The cell of a row (from 1) under a heading. */
  async cell(row: number, column: string): Promise<Locator> {
    const col = await this.header(column).getAttribute('aria-colindex')
    return this.page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${col}"]`)
  }

  async text(row: number, column: string): Promise<string> {
    return ((await (await this.cell(row, column)).textContent()) ?? '').trim()
  }

  async expectText(row: number, column: string, text: string | RegExp): Promise<void> {
    await eventually(async () => {
      const shown = await this.text(row, column)
      if (typeof text === 'string') assert.equal(shown, text)
      else assert.match(shown, text)
    })
  }

  /** The texts of the first rows under a heading, top down. */
  async texts(column: string, rows: number): Promise<string[]> {
    const all: string[] = []
    for (let row = 1; row <= rows; row += 1) all.push(await this.text(row, column))
    return all
  }

  async sort(column: string, way: '升序' | '降序'): Promise<void> {
    await this.header(column).getByRole('button').first().click()
    await this.page.getByRole('dialog', { name: column }).getByRole('button', { name: way }).click()
    const sorted = way === '升序' ? 'ascending' : 'descending'
    await this.header(column)
      .and(this.page.locator(`[aria-sort=${sorted}]`))
      .waitFor()
    await this.settled()
  }

  search(): Locator {
    return this.page.getByRole('searchbox', { name: '在列表中搜索' })
  }

  /** Where the keyboard is: the active cell as its row (from 1) and heading number. */
  async active(): Promise<{ row: number; col: number }> {
    return this.page.locator('#active-cell').evaluate(cell => ({
      row: Number(cell.closest('[role=row]')?.getAttribute('aria-rowindex')) - 1,
      col: Number(cell.getAttribute('aria-colindex')) - 1,
    }))
  }
}
