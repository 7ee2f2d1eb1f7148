import { create } from 'zustand'

/** Which person has a picture, by the hash under which it is read. Filled by the shell, read wherever people are shown. */
const usePictures = create<{ of: Record<string, string> }>(() => ({ of: {} }))

export const setPictures = (of: Record<string, string>): void => usePictures.setState({ of })

/** Address of a person's picture; the bytes behind it never change. */
export function usePicture(person: string | null | undefined): string | undefined {
  const hash = usePictures(state => (person ? state.of[person] : undefined))
  return hash && `/api/v1/avatars/${hash}`
}
