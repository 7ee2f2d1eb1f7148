import { create } from 'zustand'

/** Long work of this tab that a person watches and may stop. */
interface Work {
  label: string
  done: number
  total: number
  stopping: boolean
}

export const useWork = create<{ work: Work | null }>(() => ({ work: null }))

export interface Progress {
  /** So many are done; answers whether to go on. */
  step: (done: number) => boolean
  end: () => void
}

const warn = (event: BeforeUnloadEvent): void => event.preventDefault()

/** Shows a bar while work on `total` things goes on; whoever leaves the page meanwhile is asked first. */
export function startWork(label: string, total: number): Progress {
  useWork.setState({ work: { label, done: 0, total, stopping: false } })
  addEventListener('beforeunload', warn)
  return {
    step: done => {
      const { work } = useWork.getState()
      if (!work || work.stopping) return false
      useWork.setState({ work: { ...work, done } })
      return true
    },
    end: () => {
      removeEventListener('beforeunload', warn)
      useWork.setState({ work: null })
    },
  }
}

export const stopWork = (): void =>
  useWork.setState(({ work }) => ({ work: work && { ...work, stopping: true } }))
