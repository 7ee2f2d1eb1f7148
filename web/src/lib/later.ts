import { type ComponentType, createElement, lazy, useState } from 'react'

/** A component whose code comes in a chunk of its own. Its place has a `Suspense` of its own. */
export type Later<Props> = ComponentType<Props> & {
  /** Has the code ready before anybody asks for the component. */
  fetch: () => Promise<ComponentType<Props>>
}

/**
 * Unlike a bare `lazy`, what was fetched ahead is drawn at once: React would show the fallback first, and leave it there for
 * a third of a second, even where the code lies ready.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let ready: ComponentType<Props> | undefined
  const fetch = async () => {
    ready = await load()
    return ready
  }
  const Waiting = lazy(() => fetch().then(component => ({ default: component })))
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, where a module begins.
  function Part(props: Props) {
    // What was mounted stays: another type of component would begin anew, without what was typed into it.
    const [Shown] = useState<ComponentType<Props>>(() => ready ?? (Waiting as ComponentType<Props>))
    return createElement(Shown, props)
  }
  return Object.assign(Part, { fetch })
}
