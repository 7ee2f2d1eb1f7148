import { DragDropProvider, DragOverlay, useDraggable, useDroppable } from '@dnd-kit/react'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'

/** The one door to the drag and drop library: it is young and changes, designers know only these names. */

/** A place between things: before or after the target under the pointer. */
export interface Drop<T> {
  target: T
  after: boolean
}

interface Over {
  id: string | undefined
  after: boolean
}

const OverContext = createContext<StoreApi<Over> | undefined>(undefined)

interface DragAreaProps<S, T> {
  onDrop: (source: S, drop: Drop<T>) => void
  /** What hangs on the pointer. */
  ghost: (source: S) => ReactNode
  children: ReactNode
}

interface Rectangular {
  element?: Element | undefined
  data: unknown
  id: string | number
}

interface Operation {
  target: Rectangular | null
  position: { current: { y: number } }
}

function sideOf(target: Rectangular, y: number): boolean {
  const box = target.element?.getBoundingClientRect()
  return box ? y > box.top + box.height / 2 : false
}

export function DragArea<S, T>({ onDrop, ghost, children }: DragAreaProps<S, T>) {
  const over = useMemo(() => createStore<Over>(() => ({ id: undefined, after: false })), [])
  const [source, setSource] = useState<S>()
  const clear = () => {
    over.setState({ id: undefined })
    setSource(undefined)
  }
  const light = ({ target, position }: Operation) => {
    const id = target ? String(target.id) : undefined
    const after = target ? sideOf(target as Rectangular, position.current.y) : false
    const now = over.getState()
    if (now.id !== id || now.after !== after) over.setState({ id, after })
  }
  return (
    <OverContext.Provider value={over}>
      <DragDropProvider
        onDragStart={event => setSource(event.operation.source?.data as S)}
        onDragMove={event => light(event.operation)}
        // What lies under the pointer is known after the move: without another one, the place before it stays lit.
        onDragOver={event => light(event.operation)}
        onDragEnd={event => {
          const { source: dragged, target } = event.operation
          const { after } = over.getState()
          clear()
          if (event.canceled || !dragged || !target) return
          onDrop(dragged.data as S, { target: target.data as T, after })
        }}
      >
        {children}
        <DragOverlay dropAnimation={null}>{source === undefined ? null : ghost(source)}</DragOverlay>
      </DragDropProvider>
    </OverContext.Provider>
  )
}

export function useDragSource(id: string, data: object) {
  const { ref, handleRef, isDragSource } = useDraggable({ id, data: data as Record<string, unknown> })
  return { ref, handleRef, dragging: isDragSource }
}

/** `line` says on which side the thing being dragged would land. */
export function useDropTarget(id: string, data: object, priority = 1) {
  const { ref } = useDroppable({
    id,
    data: data as Record<string, unknown>,
    collisionPriority: priority,
  })
  const store = useContext(OverContext)
  if (!store) throw new Error('useDropTarget outside DragArea')
  const line = useStore(store, over => (over.id === id ? (over.after ? 'after' : 'before') : undefined))
  return { ref, line }
}
