import { Problem } from '@/api/http'
import { type BatchCommand, runBatch } from '@/api/records'
import { newKey } from '@/lib/ids'
import { canWait } from '@/offline/send'
import { newest, noteWrite } from './revisions'

/** Changes that one request carries; the server takes a thousand, half of it keeps the bar moving. */
export const CHUNK = 500
/** Changes that one act may hold; the server refuses what goes beyond. */
const MOST = 2_000
/** The server names one refused command at a time; more than so many are no longer single cells that are wrong. */
const TRIES = 60

export interface Ran {
  batches: string[]
  /** Records that were written. */
  ids: string[]
  /** How many records came into being. */
  made: number
  /** Cells the server would not take: record, field, code of the reason. */
  refused: { id: string; field: string; code: string; params: Record<string, unknown> | undefined }[]
  stopped: boolean
  /** What broke the work off, if anything did. */
  problem?: unknown
  /** Where that was the line: the requests that did not arrive, or of which nobody knows. */
  left: Part[]
  seq: number
}

/** The commands of one request, its Idempotency-Key, and the act that it goes on with. */
export interface Part {
  key: string
  commands: BatchCommand[]
  batch?: string
}

type Write = (
  form: string,
  commands: BatchCommand[],
  key: string,
  batch?: string,
) => ReturnType<typeof runBatch>

/** A request that was made before: its key and the act that it goes on with belong to it. */
export type First = Omit<Part, 'commands'>

/** Any number of commands as requests of a bounded size. */
export const partsOf = (
  commands: readonly BatchCommand[],
  chunk: number = CHUNK,
  joins: Pick<Part, 'batch'> = {},
): Part[] =>
  Array.from({ length: Math.ceil(commands.length / chunk) }, (_, at) => ({
    key: newKey(),
    commands: commands.slice(at * chunk, (at + 1) * chunk),
    ...joins,
  }))

/** Nothing of this was sent. */
export const notRun = (commands: readonly BatchCommand[]): Ran => ({ ...NOTHING(), left: partsOf(commands) })

const NOTHING = (): Ran => ({ batches: [], ids: [], made: 0, refused: [], stopped: false, left: [], seq: 0 })

/** The record of a command; one that is made has an id where we gave it one. */
export const idOf = (command: BatchCommand): string | undefined =>
  Object.values<{ id?: string }>(command)[0]?.id

/**
 * Runs any number of commands, a request for each `CHUNK`. A request that is refused for some of its cells is sent again
 * without them, so that one wrong cell does not keep a thousand right ones out; the refused ones are told. All of them are
 * one act of one batch; where that has become too large or too old, the rest is another one.
 */
export async function runChunked(
  form: string,
  commands: readonly BatchCommand[],
  onProgress: (done: number) => boolean = () => true,
  write: Write = runBatch,
  chunk: number = CHUNK,
  patience: number = TRIES,
  first?: First,
): Promise<Ran> {
  const ran = NOTHING()
  let batch = first?.batch
  let held = 0
  for (let at = 0; at < commands.length; at += chunk) {
    let part = commands.slice(at, at + chunk).map(onNewest)
    let key = at === 0 && first ? first.key : newKey()
    for (let tries = 0; part.length > 0; tries += 1) {
      try {
        // Of an act that began elsewhere nobody knows here how full it is: that one may be refused.
        if (held + part.length > MOST) {
          batch = undefined
          held = 0
        }
        const done = await write(form, part, key, batch)
        batch = done.batch
        held += part.length
        if (!ran.batches.includes(batch)) ran.batches.push(batch)
        ran.seq = Math.max(ran.seq, done.seq)
        note(part, done.results)
        ran.made += part.filter(command => 'create' in command).length
        ran.ids.push(...part.map(idOf).filter(id => id !== undefined))
        break
      } catch (error) {
        if (madeBefore(part, error)) {
          ran.made += part.filter(command => 'create' in command).length
          ran.ids.push(...part.map(idOf).filter(id => id !== undefined))
          break
        }
        if (batch !== undefined && goesOnNoMore(error)) {
          batch = undefined
          held = 0
          key = newKey()
          continue
        }
        const rest = tries < patience ? without(part, error, ran) : undefined
        if (!rest) {
          ran.problem = error
          const joins = batch === undefined ? {} : { batch }
          if (canWait(error))
            ran.left = [
              { key, commands: part, ...joins },
              ...partsOf(commands.slice(at + chunk), chunk, joins),
            ]
          return ran
        }
        part = rest
        key = newKey()
      }
    }
    const done = Math.min(commands.length, at + chunk)
    if (!onProgress(done) && done < commands.length) {
      ran.stopped = true
      break
    }
  }
  return ran
}

/** A try long ago arrived, and the server has forgotten its key: what it made has the ids that we gave. All of it or nothing was. */
const madeBefore = (part: readonly BatchCommand[], error: unknown): boolean =>
  error instanceof Problem &&
  error.code === 'id_taken' &&
  part.some(command => 'create' in command && command.create.id !== undefined)

/** Nothing was done because the act is full or over. */
const goesOnNoMore = (error: unknown): boolean =>
  error instanceof Problem && error.errors.some(({ field }) => field === 'batch') && !wasTakenBack(error)

/** Somebody took the act back while it was under way: the rest of it is not wanted either. */
const wasTakenBack = ({ errors }: Problem): boolean =>
  errors.some(({ field, code }) => field === 'batch' && code === 'cancelled')

/** The answers are in the order of the commands. */
function note(part: readonly BatchCommand[], results: readonly { rev: number }[]): void {
  for (const [at, command] of part.entries()) {
    const to = results[at]?.rev ?? 0
    if ('update' in command)
      noteWrite(command.update.id, command.update.rev, to, Object.keys(command.update.values))
  }
}

const onNewest = (command: BatchCommand): BatchCommand =>
  'update' in command
    ? {
        update: {
          ...command.update,
          rev: newest(command.update.id, command.update.rev, Object.keys(command.update.values)),
        },
      }
    : 'delete' in command
      ? { delete: { ...command.delete, rev: newest(command.delete.id, command.delete.rev, []) } }
      : command

/** The cells that a refusal speaks of: the one in its path, or those that somebody else changed meanwhile. */
function cellsNamed(params: Record<string, unknown> | undefined, name: string | undefined): string[] {
  if (name) return [name]
  return Array.isArray(params?.fields) && params.fields.length > 0 ? params.fields.map(String) : ['']
}

/** The commands without the cells that were refused; undefined when the refusal names none of them. */
function without(commands: BatchCommand[], error: unknown, ran: Ran): BatchCommand[] | undefined {
  if (!(error instanceof Problem) || error.errors.length === 0 || wasTakenBack(error)) return undefined
  const left = new Map<number, BatchCommand | undefined>()
  for (const { code, field, params } of error.errors) {
    const [, index, name] = field?.match(/^commands\.(\d+)(?:\.([^.]+))?/) ?? []
    // A single command is not numbered.
    const at = index === undefined && commands.length === 1 ? 0 : Number(index ?? Number.NaN)
    const command = left.has(at) ? left.get(at) : commands[at]
    if (Number.isNaN(at) || !commands[at]) return undefined
    const cells = cellsNamed(params, name ?? (index === undefined ? field : undefined))
    for (const cell of cells) ran.refused.push({ id: idOf(commands[at]) ?? '', field: cell, code, params })
    if (!command) continue
    if (!('update' in command) || !cells.every(cell => cell in command.update.values)) {
      left.set(at, undefined)
      continue
    }
    const values = Object.fromEntries(
      Object.entries(command.update.values).filter(([cell]) => !cells.includes(cell)),
    )
    left.set(at, Object.keys(values).length > 0 ? { update: { ...command.update, values } } : undefined)
  }
  return commands
    .map((command, at) => (left.has(at) ? left.get(at) : command))
    .filter(command => command !== undefined)
}
