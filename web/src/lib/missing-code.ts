/** Errors of code that could not be fetched: the line, or a version of the server that no longer has it. */
const missing = new WeakSet<object>()

export const isMissingCode = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && missing.has(error)

const RELOADED = 'clew.reloaded'
/** The router starts a page over by itself, server or not, unless it believes that it did so already. */
const ROUTERS_OWN = 'tanstack_router_reload:'

export interface World {
  /** Whether the server itself answers: a machine on a network is online also while the server is away. */
  answers: () => Promise<boolean>
  startOver: () => void
  /** Whether a page is on its way: what stands on the one before is being left. */
  isGoing: () => boolean
  kept: Pick<Storage, 'getItem' | 'setItem'>
}

let ahead = 0

/** Fetches code of a part, or that nobody asked for yet: for its sake no page is started over, not even one on its way. */
export async function aheadOfNeed<T>(load: () => Promise<T>): Promise<T> {
  ahead += 1
  try {
    return await load()
  } finally {
    ahead -= 1
  }
}

/**
 * Where the code of a page that one goes to is missing although the server answers, it belongs to an older version: it starts
 * over, once. For any other part's sake no page is started over, and nothing of what is written on it lost.
 */
export async function onMissingCode(error: Error, world: World): Promise<void> {
  missing.add(error)
  world.kept.setItem(ROUTERS_OWN + error.message, '1')
  if (ahead > 0 || !world.isGoing() || world.kept.getItem(RELOADED) || !(await world.answers())) return
  world.kept.setItem(RELOADED, '1')
  world.startOver()
}

/** What the person's “try again” does: code that failed once is only fetched anew by a new page. */
export async function retryMissingCode(world: Pick<World, 'answers' | 'startOver'>): Promise<void> {
  if (await world.answers()) world.startOver()
}
