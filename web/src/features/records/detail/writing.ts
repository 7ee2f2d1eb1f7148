import { create } from 'zustand'

/** The record whose follow-up somebody wants to write: its composer takes the focus when it appears. */
export const useWriting = create<{ record: string | null }>(() => ({ record: null }))
export const setWriting = (record: string | null): void => useWriting.setState({ record })
