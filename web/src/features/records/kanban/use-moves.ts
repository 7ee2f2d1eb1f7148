import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Form, RecordRow, Value } from '@/api/types'
import { displayOf } from '@/features/fields/field-values'
import { hasUnsent, useUnsent } from '@/offline/unsent'
import { toast } from '@/ui/toast'
import { actionTo } from '../detail/by-hand'
import { missingFor, neededBy } from '../edit/needs'
import { useMoved } from '../edit/use-moved'
import type { Move } from './columns'
import { type BoardColumn, NO_COLUMN } from './settings'

type Values = Record<string, Value>
type Displays = Record<string, string | null>

/** A move with the moment at which the server had taken it. */
export interface Sent extends Move {
  column: BoardColumn
  savedAt?: number
  /** The server is away: the card stays where it was put until it has been told. */
  waits?: boolean
}

/** A move that waits for what it needs. */
export interface Asking {
  move: Sent
  fields: Field[]
}

/** A column that an action leads to: the card stays where it is until that is done. */
export interface Acting {
  action: Form['actions'][number]
  record: RecordRow
}

/** Moves cards: at once on the screen, back where they were when refused, with a way back when done. */
export function useMoves(form: Form, field: Field, spoken: (text: string) => void) {
  const { t } = useTranslation()
  const [moves, setMoves] = useState<Sent[]>([])
  const [asking, setAsking] = useState<Asking | null>(null)
  const [acting, setActing] = useState<Acting | null>(null)
  const say = useRef(spoken)
  say.current = spoken

  const drop = useCallback(
    (move: Sent) => setMoves(old => old.filter(other => other.record.id !== move.record.id)),
    [],
  )
  const { save, refetch, wayBack } = useMoved(form, '[data-board]', ids =>
    setMoves(old => old.filter(other => !ids.includes(other.record.id))),
  )

  useArrived(moves, setMoves, refetch, drop)

  const titleOf = (record: RecordRow) => displayOf(record, form.title) || t('records:untitled')
  const send = async (move: Sent, extra: Values, extraShown: Displays) => {
    const { record, column } = move
    const values: Values = { ...extra, [field.code]: column.key === NO_COLUMN ? null : column.key }
    const shown: Displays = { ...extraShown, [field.code]: column.key === NO_COLUMN ? null : column.name }
    let needed: Field[] = []
    const taken = await save(record, values, shown, {
      refused: error => {
        needed = neededBy(form, error)
        return needed.length > 0
      },
    })
    if (needed.length > 0) {
      setAsking({ move, fields: needed })
      return
    }
    if (!taken) {
      drop(move)
      say.current(t('kanban:spoken.refused', { title: titleOf(record) }))
      return
    }
    const way = wayBack(record.id)
    const waits = hasUnsent(record.id)
    const state = waits ? { waits } : { savedAt: Date.now() }
    setMoves(old => old.map(other => (other.record.id === record.id ? { ...other, ...state } : other)))
    toast(t('kanban:moved', { title: titleOf(record), column: column.name }), {
      ...(way ? { step: way.step, action: { label: t('app:undo'), run: way.run } } : {}),
    })
    if (waits) return
    await refetch()
    drop(move)
  }
  const move = (record: RecordRow, from: string, column: BoardColumn) => {
    if (from === column.key) return
    const action = actionTo(form, field.code, column.key, record)
    if (action) {
      setActing({ action, record })
      return
    }
    const sent: Sent = { record, from, to: column.key, column }
    setMoves(old => [...old.filter(other => other.record.id !== record.id), sent])
    const fields = missingFor(form, record, { [field.code]: column.key || null })
    if (fields.length > 0) setAsking({ move: sent, fields })
    else void send(sent, {}, {})
  }
  return {
    moves,
    asking,
    acting,
    acted: () => setActing(null),
    move,
    answer: (values: Values, shown: Displays) => {
      if (!asking) return
      setAsking(null)
      void send(asking.move, values, shown)
    },
    giveUp: () => {
      if (!asking) return
      drop(asking.move)
      setAsking(null)
    },
  }
}

/** Cards whose moves had waited stand in their columns by themselves once the server was told, and answered with them. */
function useArrived(
  moves: readonly Sent[],
  setMoves: (change: (old: Sent[]) => Sent[]) => void,
  refetch: () => Promise<void>,
  drop: (move: Sent) => void,
): void {
  const unsent = useUnsent(state => state.edits)
  useEffect(() => {
    const waiting = new Set(unsent.flatMap(edit => edit.records.map(record => record.id)))
    const arrived = moves.filter(move => move.waits && !waiting.has(move.record.id))
    if (arrived.length === 0) return
    const savedAt = Date.now()
    setMoves(old => old.map(move => (arrived.includes(move) ? { ...move, waits: false, savedAt } : move)))
    void refetch().then(() => {
      for (const move of arrived) drop(move)
    })
  }, [unsent, moves, setMoves, refetch, drop])
}
