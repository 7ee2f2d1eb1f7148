import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPeople } from '@/api/people'
import { keys, useMe } from '@/api/queries'
import { search } from '@/api/workspace'
import { useComposition } from '@/lib/composition'
import { useDebounced } from '@/lib/use-debounced'
import { useGo } from '@/lib/use-go'
import { setPaletteOpen } from '@/ui/shell-store'
import { PanelError } from '@/ui/states'
import { PaletteActs } from './palette-acts'
import { PaletteFrame } from './palette-frame'
import { PaletteHits } from './palette-hits'
import { PalettePeople } from './palette-people'
import { PalettePlaces } from './palette-places'
import { PaletteRecent } from './palette-recent'
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
  const go = useGo()
  const open = (href: string) => {
    if (words) rememberSearch(me.id, words)
    close()
    go(href)
  }
  const called = people.data ?? []
  const failed = hits.error ?? people.error
  const colleagues = <PalettePeople people={called} text={text} open={open} />
  const write = (next: string) => {
    setText(next)
    if (!composition.isComposing()) setAsked(next)
  }
  return (
    <PaletteFrame ref={panel} onClose={close} moving>
      <Command label={t('app:palette.label')} loop className="flex min-h-0 flex-col">
        <div
          className="flex items-center gap-2.5 border-b border-line px-4"
          // The Enter that ends a composition chooses nothing.
          onKeyDownCapture={event => {
            if (event.key === 'Enter' && composition.isComposing(event)) event.stopPropagation()
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
        <Command.List className="scroll-quiet max-h-[52vh] min-h-0 overflow-y-auto p-2 short:max-h-none">
          {words && failed ? (
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
          {words && <PaletteHits hits={hits.data ?? []} text={text} open={open} />}
          {words && called.length > FEW_PEOPLE && colleagues}
          <PalettePlaces open={open} searching={text !== ''} />
          <PaletteActs open={open} close={close} />
        </Command.List>
        <p className="shrink-0 border-t border-line px-4 py-2 text-12 text-fg-3 short:hidden">
          {t('app:palette.scope')}
        </p>
      </Command>
    </PaletteFrame>
  )
}
