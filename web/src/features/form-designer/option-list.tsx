import { Plus, RotateCcw, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Option } from '@/api/types'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { TextInput } from '@/ui/controls'
import { Popover } from '@/ui/popover'
import { EntryMenu } from './entry-menu'
import type { SettingsProps } from './kind-settings'
import { HUES } from './kinds'
import {
  addOptions,
  changeOption,
  moveOption,
  removeOption,
  renameOption,
  restoreOption,
} from './option-edits'
import { StageSettings } from './stage-settings'

/** Options: rename in place, Enter adds the next, a pasted list adds all, arrows with Alt move. */
export function OptionList({ designer, field, published }: SettingsProps) {
  const { t, i18n } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  const composition = useComposition()
  const own = i18n.language === 'en' ? 'en' : 'zh-CN'
  const options = field.kind.options ?? []
  const live = options.filter(option => !option.archived)
  const gone = options.filter(option => option.archived)
  const focusAt = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('input')[index]?.focus())
  const add = (labels: string[]) => {
    designer.edit(addOptions(field.id, labels))
    focusAt(live.length + labels.length - 1)
  }
  const numbered = () => t('designer:options.numbered', { n: live.length + 1 })
  const onKeyDown = (event: React.KeyboardEvent, option: Option, index: number) => {
    if (composition.isComposing(event)) return
    const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key as 'ArrowUp']
    if (step && event.altKey) {
      event.preventDefault()
      event.stopPropagation()
      designer.edit(moveOption(field.id, option.id, index + step))
      focusAt(index + step)
    } else if (step) {
      event.preventDefault()
      focusAt(index + step)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (index === live.length - 1) add([numbered()])
      else focusAt(index + 1)
    }
  }
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-13 text-fg-2">
        {field.kind.type === 'stage' ? t('designer:options.stages') : t('designer:options.title')}
      </h3>
      <ul ref={list} className="flex flex-col gap-1" {...composition.handlers}>
        {live.map((option, index) => (
          <li key={option.id} className="group flex items-center gap-1">
            <HueButton
              option={option}
              onPick={hue => designer.edit(changeOption(field.id, option.id, { hue }))}
            />
            <TextInput
              aria-label={t('designer:options.name', { n: index + 1 })}
              className="min-w-0 flex-1"
              placeholder={t('designer:unnamed')}
              value={words(option.label, own)}
              onChange={event => designer.edit(renameOption(field.id, option.id, own, event.target.value))}
              onKeyDown={event => onKeyDown(event, option, index)}
              onPaste={event => {
                const lines = event.clipboardData
                  .getData('text')
                  .split(/\r?\n/)
                  .map(line => line.trim())
                  .filter(Boolean)
                if (lines.length < 2) return
                event.preventDefault()
                add(lines)
              }}
            />
            <EntryMenu
              label={t('designer:options.more', { name: words(option.label) })}
              index={index}
              count={live.length}
              width={260}
              onMove={step => designer.edit(moveOption(field.id, option.id, index + step))}
            >
              <StageSettings
                designer={designer}
                fieldId={field.id}
                option={option}
                stage={field.kind.type === 'stage'}
              />
            </EntryMenu>
            <IconButton
              size="small"
              label={
                published.has(option.id)
                  ? t('designer:options.archive', { name: words(option.label) })
                  : t('designer:options.remove', { name: words(option.label) })
              }
              onClick={() => designer.edit(removeOption(field.id, option.id, published.has(option.id)))}
            >
              <X size={13} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        size="small"
        className="self-start"
        icon={<Plus size={13} />}
        onClick={() => add([numbered()])}
      >
        {t('designer:options.add')}
      </Button>
      {gone.length > 0 && (
        <details className="text-12 text-fg-3">
          <summary className="cursor-pointer py-1 hover:text-fg">
            {t('designer:options.archived', { count: gone.length })}
          </summary>
          {gone.map(option => (
            <div key={option.id} className="flex h-7 items-center justify-between pl-3">
              <span className="truncate">{words(option.label)}</span>
              <IconButton
                size="small"
                label={t('designer:options.restore', { name: words(option.label) })}
                onClick={() => designer.edit(restoreOption(field.id, option.id))}
              >
                <RotateCcw size={12} />
              </IconButton>
            </div>
          ))}
        </details>
      )}
    </div>
  )
}

function HueButton({ option, onPick }: { option: Option; onPick: (hue: (typeof HUES)[number]) => void }) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const label = t('designer:options.color', { name: words(option.label) })
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        onClick={event => setAnchor(event.currentTarget)}
        className="flex size-7 shrink-0 items-center justify-center rounded-6 hover:bg-hover"
      >
        <i className="size-3.5 rounded-full" style={{ background: `var(--hue-${option.hue ?? 'slate'})` }} />
      </button>
      <Popover open={anchor !== null} anchor={anchor} onClose={() => setAnchor(null)} label={label}>
        <div className="grid grid-cols-6 gap-1 p-2">
          {HUES.map(hue => (
            <button
              key={hue}
              type="button"
              aria-label={t(`designer:hue.${hue}`)}
              title={t(`designer:hue.${hue}`)}
              aria-pressed={option.hue === hue}
              onClick={() => {
                onPick(hue)
                setAnchor(null)
              }}
              className={cx(
                'flex size-8 items-center justify-center rounded-6 hover:bg-hover',
                option.hue === hue && 'bg-active',
              )}
            >
              <i className="size-4 rounded-full" style={{ background: `var(--hue-${hue})` }} />
            </button>
          ))}
        </div>
      </Popover>
    </>
  )
}
