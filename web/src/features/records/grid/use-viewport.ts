import { elementScroll, observeElementOffset, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  frozenThatFit,
  GUTTER,
  geometry,
  HEADER_HEIGHT,
  type PlacedColumn,
  place,
  reveal,
  TOTALS_HEIGHT,
} from './geometry'

export interface Viewport {
  scroller: React.RefObject<HTMLDivElement | null>
  attach: (element: HTMLDivElement | null) => void
  canvas: number
  /** Columns that stay in sight at the left. */
  pinned: PlacedColumn[]
  pinnedWidth: number
  columns: PlacedColumn[]
  width: number
  rows: { index: number; top: number }[]
  first: number
  last: number
  page: number
  reveal: (row: number, col: number) => void
  jump: (row: number) => void
}

/** The part of the grid that is drawn: rows over a canvas that may stand for more pixels than a browser allows, and columns. */
export function useViewport(total: number, rowHeight: number, widths: number[], frozen: number): Viewport {
  const scroller = useRef<HTMLDivElement>(null)
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const attach = useCallback((next: HTMLDivElement | null) => {
    scroller.current = next
    setElement(next)
  }, [])
  const [height, setHeight] = useState(600)
  const [room, setRoom] = useState(1200)
  useEffect(() => {
    if (!element) return
    const seen = new ResizeObserver(() => {
      setHeight(element.clientHeight)
      setRoom(element.clientWidth)
    })
    seen.observe(element)
    return () => seen.disconnect()
  }, [element])
  const body = Math.max(1, height - HEADER_HEIGHT - TOTALS_HEIGHT)
  const geo = useMemo(() => geometry(total, rowHeight, body), [total, rowHeight, body])
  const latest = useRef(geo)
  latest.current = geo

  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    useFlushSync: false,
    observeElementOffset: (instance, notify) =>
      observeElementOffset(instance, (offset, scrolling) =>
        notify(latest.current.toVirtual(offset), scrolling),
      ),
    scrollToFn: (offset, options, instance) =>
      elementScroll(latest.current.toPhysical(offset), options, instance),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the height of a row changes.
  useEffect(() => rows.measure(), [rowHeight])

  const placed = useMemo(() => place(widths), [widths])
  const stuck = frozenThatFit(widths, frozen, room)
  const pinned = useMemo(() => placed.slice(0, stuck), [placed, stuck])
  const rest = useMemo(() => placed.slice(stuck), [placed, stuck])
  const pinnedWidth = pinned.reduce((sum, column) => sum + column.width, 0)
  const columnsVirtualizer = useVirtualizer({
    horizontal: true,
    count: rest.length,
    getScrollElement: () => scroller.current,
    estimateSize: index => rest[index]?.width ?? 120,
    paddingStart: GUTTER + pinnedWidth,
    overscan: 3,
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when a column changes its width.
  useEffect(() => columnsVirtualizer.measure(), [widths, stuck])
  const columnKey = columnsVirtualizer
    .getVirtualItems()
    .map(item => item.index)
    .join()
  const columns = useMemo(() => {
    const shown = new Set(columnKey.split(',').map(Number))
    return rest
      .filter((_, index) => shown.has(index))
      .map(column => ({ ...column, start: column.start - pinnedWidth }))
  }, [columnKey, rest, pinnedWidth])

  const offset = rows.scrollOffset ?? 0
  const squeezed = geo.canvas !== geo.virtual
  // Asking where the bar stands makes the browser lay the page out: only the squeezed canvas needs it.
  const scrollTop = squeezed ? (scroller.current?.scrollTop ?? 0) : 0
  const items = rows.getVirtualItems().map(item => ({
    index: item.index,
    top: squeezed ? scrollTop + (item.start - offset) : item.start,
  }))
  const first = Math.floor(offset / rowHeight)
  const last = Math.max(first, Math.floor((offset + body - 1) / rowHeight))
  const showRow = useCallback(
    (row: number) => {
      const element = scroller.current
      if (!element) return
      const { toVirtual, toPhysical } = latest.current
      const next = reveal(row, rowHeight, toVirtual(element.scrollTop), body)
      if (next !== undefined) element.scrollTop = toPhysical(next)
    },
    [rowHeight, body],
  )
  return {
    scroller,
    attach,
    canvas: geo.canvas,
    pinned,
    pinnedWidth,
    columns,
    width: GUTTER + widths.reduce((sum, width) => sum + width, 0),
    rows: items,
    first,
    last,
    page: Math.max(1, Math.floor(body / rowHeight) - 1),
    reveal: (row, col) => {
      showRow(row)
      const element = scroller.current
      const column = rest[col - stuck]
      if (!element || !column) return
      const left = column.start - pinnedWidth
      const room = element.clientWidth - GUTTER - pinnedWidth
      if (left < element.scrollLeft) element.scrollLeft = left
      else if (left + column.width > element.scrollLeft + room)
        element.scrollLeft = left + column.width - room
    },
    jump: row => {
      if (scroller.current) scroller.current.scrollTop = latest.current.toPhysical(row * rowHeight)
    },
  }
}
