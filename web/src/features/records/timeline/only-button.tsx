import { ListFilter, Paperclip, UserRound, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ActivityPage, OnlyThese } from '@/api/records'
import type { ActivityKind } from '@/api/types'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { MenuButton, type MenuItem } from '@/ui/menu'
import { ACTIVITY_ICONS, KINDS } from './ways'

interface OnlyButtonProps {
  only: OnlyThese
  /** What there is to choose from. */
  present: ActivityPage['present']
  onChoose: (only: OnlyThese) => void
}

/** The same with this one chosen alone, or with it no more. */
function toggled<K extends 'by' | 'files'>(only: OnlyThese, key: K, value: OnlyThese[K]): OnlyThese {
  const { [key]: was, ...rest } = only
  return was === value ? rest : { ...rest, [key]: value }
}

/** The same with this way beside the others, or without it. */
function toggledWay({ kinds = [], ...rest }: OnlyThese, kind: ActivityKind): OnlyThese {
  const now = kinds.includes(kind) ? kinds.filter(one => one !== kind) : [...kinds, kind]
  return now.length > 0 ? { ...rest, kinds: now } : rest
}

/** Which follow-ups are shown: of one way, with files, by one person. Only what there is can be chosen. */
export function OnlyButton({ only, present, onChoose }: OnlyButtonProps) {
  const { t } = useTranslation()
  const wanted = only.kinds ?? []
  const ways = KINDS.filter(kind => present?.kinds.includes(kind) || wanted.includes(kind))
  const items: MenuItem[] = []
  if (ways.length > 1 || wanted.length > 0)
    for (const kind of ways) {
      const Icon = ACTIVITY_ICONS[kind]
      items.push({
        key: kind,
        label: t(`records:activity.${kind}`),
        icon: <Icon size={14} />,
        checked: wanted.includes(kind),
        run: () => onChoose(toggledWay(only, kind)),
      })
    }
  if (present?.files || only.files)
    items.push({
      key: 'files',
      label: t('timeline:only.files'),
      icon: <Paperclip size={14} />,
      checked: only.files === true,
      apart: items.length > 0,
      run: () => onChoose(toggled(only, 'files', true)),
    })
  const people = present?.people ?? []
  if (people.length > 1 || only.by)
    people.forEach(({ id, name }, at) => {
      items.push({
        key: id,
        label: name,
        icon: <UserRound size={14} />,
        checked: only.by === id,
        apart: at === 0 && items.length > 0,
        run: () => onChoose(toggled(only, 'by', id)),
      })
    })
  const chosen = [
    ...wanted.map(kind => t(`records:activity.${kind}`)),
    only.files && t('timeline:only.files'),
    only.by && people.find(one => one.id === only.by)?.name,
  ].filter(Boolean)
  if (items.length === 0) return null
  return (
    <span className="flex min-w-0 items-center">
      <MenuButton items={items} label={t('timeline:only.label')} align="start">
        {trigger => (
          <button
            type="button"
            {...trigger}
            aria-label={
              chosen.length > 0
                ? t('timeline:only.chosen', { what: chosen.join(' · ') })
                : t('timeline:only.label')
            }
            className={cx(
              'flex h-7 min-w-0 items-center gap-1 rounded-6 px-2 text-12 max-md:h-11 max-md:text-13',
              chosen.length > 0
                ? 'bg-accent-soft font-medium text-accent'
                : 'text-fg-2 hover:bg-hover hover:text-fg',
            )}
          >
            <ListFilter size={13} aria-hidden="true" className="shrink-0" />
            <span className="truncate">
              {chosen.length > 0 ? chosen.join(' · ') : t('timeline:only.open')}
            </span>
          </button>
        )}
      </MenuButton>
      {chosen.length > 0 && (
        <IconButton size="small" label={t('timeline:only.all')} onClick={() => onChoose({})}>
          <X size={13} />
        </IconButton>
      )}
    </span>
  )
}
