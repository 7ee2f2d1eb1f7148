// How long something may take. A figure is no test: on a machine that does other things besides, a second is not a second.

const EXACT = Boolean(process.env.CLEW_E2E_EXACT)

/** The time that was promised, taken at its word with `CLEW_E2E_EXACT=1`; otherwise so much that only a fault exceeds it. */
export const promised = (milliseconds: number): number => milliseconds * (EXACT ? 1 : 8)
