// Times taken inside the page, from the input event to the frame that shows the result.

import type { Page } from 'playwright-core'

const LIMIT_MS = 20_000

interface BenchWindow extends Window {
  benchEvents: { interaction: number; duration: number; name: string }[]
  benchFrames: number[] | undefined
}

/** Before any script of the page: keeps the duration of every interaction (Event Timing, as INP counts it). */
export async function watchInteractions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = window as unknown as BenchWindow
    own.benchEvents = []
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId)
          own.benchEvents.push({
            interaction: entry.interactionId,
            duration: entry.duration,
            name: entry.name,
          })
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  })
}

/**
 * The durations of the interactions since the last call, the longest event of each. Those below 16 ms are not told by the
 * browser; the percentile of `known` is taken among `made` interactions, so they count as fast.
 */
export async function takeInteractions(page: Page): Promise<number[]> {
  const events = await page.evaluate(() => {
    const own = window as unknown as BenchWindow
    const taken = own.benchEvents
    own.benchEvents = []
    return taken
  })
  const longest = new Map<number, number>()
  for (const { interaction, duration } of events)
    longest.set(interaction, Math.max(duration, longest.get(interaction) ?? 0))
  return [...longest.values()]
}

/**
 * Milliseconds from the first pointer or key event of `act` to the first painted frame for which `shown` holds in the page.
 * Both ends are read in the page: no message between here and the browser is counted.
 */
export async function timed(
  page: Page,
  act: () => Promise<unknown>,
  shown: (wanted: string) => boolean,
  wanted = '',
): Promise<number> {
  const took = page.evaluate<number>(`new Promise((done, fail) => {
    let start = 0
    const begin = event => { start ||= event.timeStamp }
    addEventListener('pointerdown', begin, { capture: true, once: true })
    addEventListener('keydown', begin, { capture: true, once: true })
    const shown = ${shown.toString()}
    const limit = performance.now() + ${LIMIT_MS}
    const look = () => {
      if (performance.now() > limit) fail(new Error('not shown in time'))
      else if (start && shown(${JSON.stringify(wanted)}))
        // One frame later it has been painted.
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
  // If `act` fails first, nobody waits for this.
  took.catch(() => undefined)
  // So that the listeners stand before the first event.
  await page.evaluate('0')
  await act()
  return took
}

/** Frames of the main thread while `act` runs, as frames a second of each half second. */
export async function framesDuring(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(() => {
    const own = window as unknown as BenchWindow
    own.benchFrames = []
    const frame = (at: number) => {
      if (!own.benchFrames) return
      own.benchFrames.push(at)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await act()
  const at = await page.evaluate(() => {
    const own = window as unknown as Partial<BenchWindow>
    const frames = own.benchFrames ?? []
    own.benchFrames = undefined
    return frames
  })
  const first = at[0] ?? 0
  const halves = new Map<number, number>()
  for (const time of at) {
    const half = Math.floor((time - first) / 500)
    halves.set(half, (halves.get(half) ?? 0) + 1)
  }
  // The last one is not whole.
  return [...halves.values()].slice(0, -1).map(frames => frames * 2)
}

export function median(times: readonly number[]): number {
  return percentile(times, 50)
}

export function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN
}
