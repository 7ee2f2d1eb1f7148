import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'

/**
 * What of the variables tells one intent from another. What a function among them does cannot be told: such variables name
 * what they are about beside it.
 */
const intentOf = (variables: unknown): string => JSON.stringify(variables, named) ?? ''

/** What is in a file cannot be told at once either: it is the same one by its name, its size and its last change. */
function named(_: string, value: unknown): unknown {
  if (!(value instanceof Blob)) return value
  const { size, type } = value
  return value instanceof File ? [value.name, size, type, value.lastModified] : [size, type]
}

/**
 * A mutation that a person begins: the second half of a double click, or Enter pressed twice, is the same intent and not done
 * again while the first is under way. `isPending` alone comes too late for that: it is drawn a moment after.
 */
export function useWrite<Data = unknown, Failure = Error, Variables = void, Context = unknown>(
  options: UseMutationOptions<Data, Failure, Variables, Context>,
): UseMutationResult<Data, Failure, Variables, Context> {
  const mutation = useMutation(options)
  const begin = mutation.mutateAsync
  const underWay = useRef(new Map<string, Promise<Data>>())
  const once = useMemo(() => {
    const mutateAsync: typeof begin = (...args) => {
      const intent = intentOf(args[0])
      const first = underWay.current.get(intent)
      if (first) return first
      const run = begin(...args).finally(() => underWay.current.delete(intent))
      underWay.current.set(intent, run)
      return run
    }
    const mutate: typeof mutation.mutate = (...args) => {
      // What went wrong is told by the mutation.
      mutateAsync(...args).catch(() => undefined)
    }
    return { mutate, mutateAsync }
  }, [begin])
  return { ...mutation, ...once }
}
