/**
 * How new the data on this page is: the least place in the log (`Clew-Seq`) that an answer was read at since the page was
 * opened. Once the live stream stands, all that comes later is told.
 */
let least = Number.POSITIVE_INFINITY

export function noteAsOf(headers: Headers): void {
  const seq = Number(headers.get('Clew-Seq') ?? Number.NaN)
  if (seq < least) least = seq
}

/** Whether something may have changed between the reading of what is on the page and the place from which all is told. */
export function mayHaveMissed(from: number): boolean {
  return least < from
}

/** For tests: a page just opened. */
export function forgetAsOf(): void {
  least = Number.POSITIVE_INFINITY
}
