import type { QueryClient } from '@tanstack/react-query'
import { getForm } from '@/api/forms'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { type BatchCommand, runBatch } from '@/api/records'
import type { Form } from '@/api/types'
import { madeAt } from '@/lib/ids'
import { asOwnWrites } from '@/live/own-writes'
import { addRefused, type RefusedCell } from '@/offline/refused'
import {
  type Laid,
  type Outcome,
  replaceUnsent,
  type Unsent,
  useUnsent,
  withdrawUnsent,
} from '@/offline/unsent'
import { toast } from '@/ui/toast'
import { type Overlay, overlay, overlayMany, settle } from './cached-records'
import { CHUNK, idOf, type Ran, runChunked } from './chunked'
import { setConflict } from './conflict-store'
import { freshenNumbers } from './fresh-numbers'
import { freshenRows } from './fresh-rows'
import { only } from './left'
import { refusedOf, refusedOfMany, refusedText } from './refused-cells'
import { inTurn } from './revisions'
import { arrived } from './undo-stack'
import { fieldsInConflict, writeOne } from './write-one'

/** Sends one write that waited. What the server will not take now is told with its value, wherever its writer is. */
export function sendUnsentEdit(client: QueryClient, edit: Unsent): Promise<Outcome> {
  const ids = edit.records.map(record => record.id)
  return inTurn(ids, async () => {
    const outcome = await (edit.commands ? sendMany(client, edit, ids) : sendOne(client, edit))
    showUnsent(client, new Set(ids))
    return outcome
  })
}

/** What still waits for these records stays in sight above an answer of the server. */
function showUnsent(client: QueryClient, ids: ReadonlySet<string>): void {
  for (const { form, records } of useUnsent.getState().edits)
    for (const { id, values, display } of records)
      if (ids.has(id)) overlay(client, form, id, { ...values }, { ...display })
}

async function sendOne(client: QueryClient, edit: Unsent): Promise<Outcome> {
  const [laid] = edit.records
  if (!laid) return 'saved'
  const written = await writeOne(client, edit.form, laid.id, edit.rev ?? 0, laid.values)
  if (written.outcome === 'unreached') return 'unreached'
  if (written.outcome === 'saved') {
    withdrawUnsent([edit.key])
    return 'saved'
  }
  const { error, current } = written
  const cells = refusedOf(await toldOf(client, edit), laid, error)
  // First there, then no longer here: whatever happens between, nothing is lost.
  addRefused(cells)
  withdrawUnsent([edit.key])
  putBack(client, edit.form, edit.records)
  if (current) {
    settle(client, edit.form, current)
    setConflict({
      form: edit.form,
      id: laid.id,
      mine: { ...laid.values },
      mineDisplay: { ...laid.display },
      current,
      fields: fieldsInConflict(error, laid.values),
    })
  } else toast(refusedText(cells), { tone: 'bad' })
  return 'refused'
}

async function sendMany(client: QueryClient, edit: Unsent, ids: string[]): Promise<Outcome> {
  const { form: code, key, commands = [], batch, ...laid } = edit
  const first = batch === undefined ? { key } : { key, batch }
  if (mayRepeat(edit)) {
    await ask(client, edit)
    await showNow(client, edit, ids, edit.records)
    return 'refused'
  }
  const ran = await asOwnWrites(ids, () =>
    runChunked(code, commands, undefined, runBatch, CHUNK, undefined, first),
  )
  const left = ran.left.map(part => ({ form: code, ...laid, ...only(edit, part) }))
  arrived(
    key,
    ran.batches,
    ran.left.map(part => part.key),
  )
  forgetGone(commands, ran)
  await tell(client, edit, ran)
  replaceUnsent(key, left)
  if (edit.records.some(({ does }) => does)) {
    void client.invalidateQueries({ queryKey: keys.pages(code) })
    void client.invalidateQueries({ queryKey: keys.counts(code) })
  }
  if (left.length > 0) return 'unreached'
  const wrong = new Set(ran.refused.map(cell => cell.id))
  const written = new Set(ran.ids)
  await showNow(
    client,
    edit,
    ids,
    edit.records.filter(({ id }) => wrong.has(id) || !written.has(id)),
  )
  return ran.problem ? 'refused' : 'saved'
}

const BINNED = 'in_recycle_bin'

/** What was to go is in the bin already: nothing to tell. What is out of sight may live on elsewhere, and is told. */
function forgetGone(commands: readonly BatchCommand[], ran: Ran): void {
  const going = new Set(commands.flatMap(command => ('delete' in command ? command.delete.id : [])))
  const answered = new Set([...ran.ids, ...ran.refused.map(({ id }) => id)])
  const [last, ...others] = commands.map(idOf).filter(id => id === undefined || !answered.has(id))
  ran.refused = ran.refused.filter(({ id, code }) => code !== BINNED || !going.has(id))
  const gone = ran.problem instanceof Problem && ran.problem.code === BINNED
  // The refusal of a single command names none.
  if (gone && last !== undefined && going.has(last) && others.length === 0) ran.problem = undefined
}

/** What the server has, after a batch of which it did not take these. */
async function showNow(
  client: QueryClient,
  { form, records }: Unsent,
  ids: string[],
  untaken: readonly Laid[],
): Promise<void> {
  putBack(client, form, untaken)
  await asOwnWrites(ids, async () => ({ seq: await freshenRows(client, form, ids) })).catch(() => undefined)
  void client.invalidateQueries({ queryKey: ['record', form] })
  freshenNumbers(client, form, [...new Set(records.flatMap(record => Object.keys(record.values)))])
}

/** Only the words of a refusal need the form; where it is gone, they call its fields by their codes. */
async function formOf(client: QueryClient, code: string): Promise<Pick<Form, 'code' | 'fields'>> {
  const known = client.getQueryData<Form>(keys.form(code))
  return known ?? getForm(code).catch(() => ({ code, fields: [] }))
}

/** What the words of a refusal are made of. */
const toldOf = async (client: QueryClient, { form, person, secret = false }: Unsent) => ({
  form: await formOf(client, form),
  person,
  secret,
  late: true,
})

async function tell(client: QueryClient, edit: Unsent, ran: Ran): Promise<void> {
  if (ran.refused.length === 0 && (!ran.problem || ran.left.length > 0)) return
  const of = await toldOf(client, edit)
  const cells: RefusedCell[] = refusedOfMany(of, edit.records, ran)
  if (ran.problem && ran.left.length === 0) {
    const written = new Set(ran.ids)
    for (const record of edit.records)
      if (!written.has(record.id)) cells.push(...refusedOf(of, record, ran.problem))
  }
  if (cells.length === 0) return
  addRefused(cells)
  toast(refusedText(cells), { tone: 'bad' })
}

/** The server knows a key for a day. */
const KEY_LIVES_MS = 23 * 3_600_000

/** What gives values again is compared with what is there; what says why would stand there twice. */
const mayRepeat = ({ key, commands = [] }: Unsent): boolean =>
  commands.some(command => 'note' in command) && Date.now() - madeAt(key) > KEY_LIVES_MS

/** Nobody knows whether it arrived, and it is too late to ask with its key: its writer looks. */
async function ask(client: QueryClient, edit: Unsent): Promise<void> {
  const of = await toldOf(client, edit)
  const cells = edit.records.flatMap(record => {
    const errors = Object.keys(record.values).map(field => ({ code: 'maybe_saved', field }))
    return refusedOf(of, record, new Problem(409, { code: 'maybe_saved', errors }))
  })
  arrived(edit.key, [], [])
  addRefused(cells)
  withdrawUnsent([edit.key])
  toast(refusedText(cells), { tone: 'bad' })
}

/** The old values again, until the server says what stands there now. */
function putBack(client: QueryClient, form: string, records: readonly Laid[]): void {
  const before = new Map<string, Overlay>()
  for (const { id, before: values, beforeDisplay: display } of records)
    before.set(id, { values: { ...values }, display: { ...display } })
  overlayMany(client, form, before)
  for (const { id } of records)
    void client.invalidateQueries({ queryKey: keys.record(form, id), exact: true })
}
