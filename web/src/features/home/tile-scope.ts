/** An answer on its way has no data. */
interface Counted {
  data?: number | undefined
}

/**
 * Whose records the numbers on the home page count. Who owns none but sees colleagues' is told how many there are in
 * all; `all` is only asked for then, and until it is answered the place is kept for it.
 */
export function tileScope(
  manager: boolean,
  mine: readonly Counted[],
  all: readonly Counted[],
): 'mine' | 'all' {
  return manager && ownsNone(mine) && all.some(answer => answer.data !== 0) ? 'all' : 'mine'
}

export const ownsNone = (mine: readonly Counted[]): boolean =>
  mine.length > 0 && mine.every(answer => answer.data === 0)
