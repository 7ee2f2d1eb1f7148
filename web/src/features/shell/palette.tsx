import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPeople } from '@/api/people'
import { keys, useMe } from '@/api/queries'
import { search } from '@/api/workspace'
import { useComposition } from '@/lib/composition'
import { noAnswer } from '@/lib/no-answer'
import { useDebounced } from '@/lib/use-debounced'
import { useGo } from '@/lib/use-go'
import { setPaletteOpen } from '@/ui/shell-store'
import { PanelError } from '@/ui/states'
import { PaletteActs } from './palette-acts'
import { PaletteFrame } from './palette-frame'
import { PaletteHits } from './palette-hits'
import { arrange } from './palette-parts'
import { PalettePeople } from './palette-people'
import { PalettePlaces } from './palette-places'
import { PaletteRecent } from './palette-recent'
import { scoreOf } from './palette-score'
import { rememberSearch } from './recent-searches'

/** Long enough to leave out the letters of a word typed in one go, too short to be noticed. */
const PAUSE_MS = 60
/** So few colleagues are meant; more merely have a letter in common, and stand below the records. */
const FEW_PEOPLE = 3

/** Go anywhere, find any record, start an action: one field. */
export function Palette({ start = '' }: { start?: string }) {
  const { t } = useTranslation()
  const me = useMe()
  // What was typed while the palette was being fetched.
  const [text, setText] = useState(start)
  const [asked, setAsked] = useState(start)
  const panel = useRef<HTMLDivElement>(null)
  const composition = useComposition(() => setAsked(panel.current?.querySelector('input')?.value ?? ''))
  const words = useDebounced(asked.trim(), PAUSE_MS)
  const close = () => setPaletteOpen(false)
  useLayoutEffect(() => {
    const input = panel.current?.querySelector('input')
    input?.setSelectionRange(input.value.length, input.value.length)
  }, [])
  const hits = useQuery({
    queryKey: ['search', words],
    // A question that nobody waits for any more is taken back.
    queryFn: ({ signal }) => search(words, signal),
    enabled: words.length > 0,
    placeholderData: previous => previous,
  })
  const people = useQuery({
    queryKey: [...keys.people, 'called', words],
    queryFn: () => listPeople(words),
    enabled: words.length > 0,
    placeholderData: previous => previous,
  })
  // Until then what was found answers something that was typed before.
  const typed = text.trim()
  const fresh =
    typed === '' ||
    (words === typed &&
      [hits, people].every(({ isPending, isPlaceholderData }) => !isPending && !isPlaceholderData))
  // Without words nothing is asked.
  const unfound = words ? noAnswer(hits) : undefined
  const failed = unfound ?? (words ? noAnswer(people) : undefined)
  const enter = useEnter(panel, text, fresh, failed !== undefined)
  const go = useGo()
  const open = (href: string) => {
    if (words) rememberSearch(me.id, words)
    close()
    go(href)
  }
  const called = people.data ?? []
  const colleagues = (
    <PalettePeople
      people={called}
      text={text}
      place={called.length <= FEW_PEOPLE ? 'people' : 'more_people'}
      open={open}
    />
  )
  const write = (next: string) => {
    setText(next)
    if (!composition.isComposing()) setAsked(next)
  }
  return (
    <PaletteFrame ref={panel} onClose={close} moving>
      <Command
        label={t('app:palette.label')}
        loop
        filter={(_, search, names) => scoreOf(names, search)}
        value={enter.at}
        onValueChange={enter.setAt}
        className="flex min-h-0 flex-col"
      >
        <div
          className="flex items-center gap-2.5 border-b border-line px-4"
          // The Enter that ends a composition chooses nothing.
          onKeyDownCapture={event => {
            if (event.key === 'Enter' && composition.isComposing(event)) event.stopPropagation()
            else enter.onKey(event)
          }}
        >
          <Search size={16} className="text-fg-3" aria-hidden="true" />
          <Command.Input
            autoFocus
            value={text}
            onValueChange={write}
            {...composition.handlers}
            placeholder={t('app:palette.placeholder')}
            className="h-12 w-full bg-transparent text-14 focus:outline-none"
          />
        </div>
        <Command.List
          data-stale={fresh ? undefined : ''}
          aria-busy={enter.waiting}
          onClickCapture={event => {
            // What the pointer is on is about to change: it is not what was asked for.
            if (!fresh && (event.target as Element).closest('[data-found]')) event.stopPropagation()
          }}
          className="scroll-quiet max-h-[52vh] min-h-0 overflow-y-auto p-2 short:max-h-none"
        >
          {failed ? (
            <div className="px-2">
              <PanelError
                error={failed}
                onRetry={() => void Promise.all([hits.refetch(), people.refetch()])}
                what={t('app:palette.found')}
              />
            </div>
          ) : (
            <Command.Empty className="px-3 py-8 text-center text-13 text-fg-3">
              {hits.isFetching ? t('app:palette.searching') : t('app:palette.nothing')}
            </Command.Empty>
          )}
          {text === '' && <PaletteRecent open={open} onSearch={write} />}
          {words && called.length <= FEW_PEOPLE && colleagues}
          {words && <PaletteHits hits={(!unfound && hits.data) || []} text={text} open={open} />}
          {words && called.length > FEW_PEOPLE && colleagues}
          <PalettePlaces open={open} searching={text !== ''} />
          <PaletteActs open={open} close={close} />
        </Command.List>
        <p
          {...(enter.waiting ? { role: 'status' } : {})}
          className="shrink-0 border-t border-line px-4 py-2 text-12 text-fg-3 short:hidden"
        >
          {enter.waiting ? t('app:palette.searching') : t('app:palette.scope')}
        </p>
      </Command>
    </PaletteFrame>
  )
}

const WALKS: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End'])

/** The first entry, once all stand in their places. */
function arranged(panel: HTMLElement | null): HTMLElement | null {
  const list = panel?.querySelector('[cmdk-list]')
  if (!list) return null
  arrange(list)
  return list.querySelector<HTMLElement>('[cmdk-item]')
}

/**
 * Enter on what stands first, once it is there: what is called exactly as was typed is taken at once, all else waits for
 * what the server finds.
 */
function useEnter(panel: RefObject<HTMLDivElement | null>, text: string, fresh: boolean, failed: boolean) {
  const [at, setAt] = useState('')
  const [held, setHeld] = useState<string>()
  // Whoever walked the list means the entry they stand on.
  const walked = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new text is walked anew.
  useEffect(() => {
    walked.current = false
  }, [text])
  useEffect(() => {
    if (held !== undefined && (held !== text || failed)) setHeld(undefined)
    if (text === '') return
    // The palette sorts its entries after they are drawn.
    const timer = setTimeout(() => {
      const first = arranged(panel.current)
      if (held === text && fresh && !failed) {
        setHeld(undefined)
        first?.click()
      } else if (!walked.current) setAt(first?.dataset.value ?? '')
    })
    return () => clearTimeout(timer)
  }, [held, text, fresh, failed, panel])
  const onKey = (event: KeyboardEvent) => {
    if (WALKS.has(event.key)) walked.current = true
    if (event.key !== 'Enter' || fresh) return
    const on = walked.current
      ? panel.current?.querySelector<HTMLElement>('[cmdk-item][aria-selected=true]')
      : arranged(panel.current)
    event.preventDefault()
    event.stopPropagation()
    if (on?.dataset.called || (walked.current && on?.dataset.found === undefined)) on?.click()
    else if (!walked.current) setHeld(text)
  }
  return { at, setAt, waiting: held !== undefined && !fresh, onKey }
}
