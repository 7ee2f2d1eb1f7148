import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRow } from '@/api/types'
import { useLatest } from '@/lib/use-latest'
import type { BoardColumn } from './settings'
import { stepFrom } from './steps'

interface Options {
  columns: readonly BoardColumn[]
  folded: ReadonlySet<string>
  shownRows: RefObject<Map<string, RecordRow[]>>
  editable: boolean
  titleOf: (record: RecordRow) => string
  countOf: (key: string) => number
  say: (text: string) => void
  onMove: (record: RecordRow, from: string, to: BoardColumn) => void
  onOpen: (record: RecordRow) => void
  /** The focus rests on a card. */
  onRest: (record: RecordRow) => void
}

interface Lifted {
  record: RecordRow
  from: string
}

const REST_MS = 160

/** The board by keys: arrows walk, Enter opens, Space takes a card, arrows carry it, Space puts it down, Escape puts it back. */
export function useBoardKeys(options: Options) {
  const { t } = useTranslation()
  const latest = useLatest(options)
  const [active, setActive] = useState<{ key: string; id: string }>()
  const [lifted, setLifted] = useState<Lifted>()
  const [over, setOver] = useState<string>()
  const carrying = useLatest(lifted && { ...lifted, over })
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const focusNext = useRef(false)
  useEffect(() => () => clearTimeout(resting.current), [])
  // A card that was out of sight appears first, then it can take the focus.
  useEffect(() => {
    if (!focusNext.current || !active) return
    let tries = 0
    const focus = () => {
      const card = document.querySelector<HTMLElement>(`[data-card="${active.id}"]`)
      if (card) {
        focusNext.current = false
        card.focus({ preventScroll: true })
        card.closest('section')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      } else if (tries < 20) {
        tries += 1
        requestAnimationFrame(focus)
      }
    }
    focus()
  }, [active])

  return useMemo(() => {
    const put = () => {
      setLifted(undefined)
      setOver(undefined)
    }
    const carry = (event: KeyboardEvent, held: Lifted & { over: string | undefined }) => {
      const { columns, titleOf, countOf, say, onMove } = latest.current
      const at = columns.findIndex(column => column.key === (held.over ?? held.from))
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
      if (step) {
        const next = columns[Math.max(0, Math.min(columns.length - 1, at + step))]
        if (next) {
          setOver(next.key)
          say(t('kanban:spoken.over', { column: next.name, count: countOf(next.key) }))
          document
            .querySelector(`[data-drop="${next.key}"]`)
            ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        }
      } else if (event.key === ' ' || event.key === 'Enter') {
        const to = columns[at]
        put()
        if (to && to.key !== held.from) {
          focusNext.current = true
          setActive({ key: to.key, id: held.record.id })
          onMove(held.record, held.from, to)
          say(t('kanban:spoken.dropped', { title: titleOf(held.record), column: to.name }))
        } else say(t('kanban:spoken.cancelled', { title: titleOf(held.record) }))
      } else if (event.key === 'Escape' || event.key === 'Tab') {
        put()
        say(t('kanban:spoken.cancelled', { title: titleOf(held.record) }))
        if (event.key === 'Tab') return
      } else return
      event.preventDefault()
      event.stopPropagation()
    }
    const onKey = (event: KeyboardEvent, record: RecordRow, from: string) => {
      const { columns, folded, shownRows, editable, titleOf, say, onOpen } = latest.current
      if (event.altKey || event.ctrlKey || event.metaKey) return
      if (carrying.current) {
        carry(event, carrying.current)
        return
      }
      if (event.key === 'Enter') onOpen(record)
      else if (event.key === ' ') {
        if (editable) {
          setLifted({ record, from })
          setOver(from)
          const name = columns.find(column => column.key === from)?.name ?? ''
          say(t('kanban:spoken.lifted', { title: titleOf(record), column: name }))
        }
      } else {
        const open = columns.filter(column => !folded.has(column.key)).map(column => column.key)
        const next = stepFrom(event.key, { key: from, id: record.id }, open, shownRows.current)
        if (!next) return
        focusNext.current = true
        setActive(next)
      }
      event.preventDefault()
    }
    const onFocus = (record: RecordRow, key: string) => {
      setActive(old => (old?.id === record.id && old.key === key ? old : { key, id: record.id }))
      clearTimeout(resting.current)
      resting.current = setTimeout(() => latest.current.onRest(record), REST_MS)
    }
    return { active, lifted, over, onKey, onFocus }
  }, [active, lifted, over, latest, carrying, t])
}
