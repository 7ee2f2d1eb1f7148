// A board as a person reads it: columns by their heading, cards by their title.

import type { Locator, Page } from 'playwright-core'
import { eventually } from '../../harness/eventually.ts'

export class Board {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  static async open(page: Page, path: string): Promise<Board> {
    await page.goto(path)
    await page.locator('[data-board] [data-card]').first().waitFor()
    return new Board(page)
  }

  column(name: string): Locator {
    return this.page.getByRole('region', { name: new RegExp(`^${name}，`) })
  }

  card(title: string, column?: string): Locator {
    return (column ? this.column(column) : this.page).getByRole('button', { name: new RegExp(`^${title}`) })
  }

  /** What stands in the head of a column. */
  async count(column: string): Promise<number> {
    const text = await this.column(column).locator('[data-column-count]').textContent()
    return Number(text?.replace(/,/g, ''))
  }

  async expectCount(column: string, count: number): Promise<void> {
    await eventually(async () => {
      const now = await this.count(column)
      if (now !== count) throw new Error(`${column}: ${now} instead of ${count}`)
    })
  }

  /** Takes a card and carries it over a column; the hand stays closed. */
  async carry(title: string, to: string): Promise<void> {
    const from = await this.card(title).boundingBox()
    const target = await this.column(to).boundingBox()
    if (!from || !target) throw new Error(`no card ${title} or no column ${to} on the screen`)
    const { mouse } = this.page
    await mouse.move(from.x + 40, from.y + 16)
    await mouse.down()
    await mouse.move(from.x + 60, from.y + 30, { steps: 4 })
    await mouse.move(target.x + target.width / 2, target.y + 160, { steps: 8 })
    await this.column(to).locator('[data-landing]').waitFor()
  }

  async drag(title: string, to: string): Promise<void> {
    await this.carry(title, to)
    await this.page.mouse.up()
  }
}
