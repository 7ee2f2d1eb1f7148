import { type ComponentType, createContext, createElement, lazy, useContext, useState } from 'react'
import { aheadOfNeed } from './missing-code'

/** A component whose code comes in a chunk of its own. Its place is an `Arriving`, or a `Suspense` where the page is nothing without it. */
export type Later<Props> = ComponentType<Props> & {
  /** Has the code ready before anybody asks for the component. */
  fetch: () => Promise<ComponentType<Props>>
}

/** Which try it is: code that could not be had is asked for anew by the next. */
export const Try = createContext(0)
let tries = 0
export const thisTry = (): number => tries
export const nextTry = (): number => {
  tries += 1
  return tries
}

/**
 * Unlike a bare `lazy`, what was fetched ahead is drawn at once: React would show the fallback first, and leave it there for
 * a third of a second, even where the code lies ready.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let ready: ComponentType<Props> | undefined
  const fetch = async () => {
    // Where it is missing, its place says so: the page around it, and what is written there, stays.
    ready = await aheadOfNeed(load)
    return ready
  }
  const waiting = new Map<number, ComponentType<Props>>()
  const waitingAt = (attempt: number) => {
    const known = waiting.get(attempt)
    if (known) return known
    const one = lazy(() => fetch().then(component => ({ default: component }))) as ComponentType<Props>
    waiting.set(attempt, one)
    return one
  }
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, where a module begins.
  function Arrived(props: Props) {
    const attempt = useContext(Try)
    // What was mounted stays: another type of component would begin anew, without what was typed into it.
    const [Shown] = useState(() => ready ?? waitingAt(attempt))
    return createElement(Shown, props)
  }
  return Object.assign(Arrived, { fetch })
}
