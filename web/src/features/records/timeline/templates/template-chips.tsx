import { Settings2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Kbd } from '@/ui/kbd'
import { ACTIVITY_ICONS } from '../ways'
import type { Template } from './templates'

/** The same templates where nothing is written yet: one press, by mouse or thumb. */
export function TemplateChips({
  templates,
  onPick,
  onManage,
  always = false,
}: {
  templates: readonly Template[]
  onPick: (template: Template) => void
  /** Without it they are for picking only. */
  onManage?: () => void
  /** Also while nobody is at the text. */
  always?: boolean
}) {
  const { t } = useTranslation()
  return (
    <div
      role="group"
      aria-label={t('timeline:templates.list')}
      className={cx(
        'min-w-0 items-center gap-1.5 max-md:flex max-md:gap-2',
        always ? 'flex' : 'hidden px-2 pb-2 group-focus-within:flex group-has-[[aria-expanded=true]]:flex',
      )}
    >
      {!always && (
        <span className="max-md:hidden" title={t('timeline:templates.key')}>
          <Kbd keys="/" />
        </span>
      )}
      <div className="no-scrollbar flex min-w-0 gap-1.5 overflow-x-auto max-md:gap-2">
        {templates.map(template => {
          const Icon = ACTIVITY_ICONS[template.kind]
          return (
            <button
              key={template.key}
              type="button"
              title={template.text}
              onClick={() => onPick(template)}
              className="inline-flex h-6 shrink-0 items-center gap-1 rounded-full border border-line-strong px-2 text-12 text-fg-2 hover:bg-hover hover:text-fg max-md:h-11 max-md:px-3.5 max-md:text-13"
            >
              <Icon size={12} aria-hidden="true" className="text-fg-3" />
              {template.label}
            </button>
          )
        })}
      </div>
      {onManage && (
        <IconButton
          size="small"
          label={t('timeline:templates.manage')}
          className="ml-auto"
          onClick={onManage}
        >
          <Settings2 size={13} />
        </IconButton>
      )}
    </div>
  )
}
