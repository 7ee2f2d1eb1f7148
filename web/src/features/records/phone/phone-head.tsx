import { Filter as FilterIcon, MessageSquareWarning, MoreVertical, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Filter, Form } from '@/api/types'
import { countText } from '@/lib/format'
import { words } from '@/lib/label'
import { Arriving } from '@/ui/arriving'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { MenuButton, type MenuItem } from '@/ui/menu'
import { Popover } from '@/ui/popover'
import { SheetHeader } from '@/ui/sheet-header'
import { setFeedbackOn, setPaletteOpen } from '@/ui/shell-store'
import { countConditions } from '../filters/filter-document'
import { FilterPanel } from '../list-parts'
import { SearchBox } from '../views/search-box'

interface PhoneHeadProps {
  title: string
  total: number | undefined
  onBack?: () => void
  form: Form
  /** What can be filtered by. */
  fields: Field[]
  q: string | undefined
  onSearch: (q: string) => void
  filter: Filter | undefined
  /** None where nothing is filtered, as in the bin. */
  onFilter: ((filter: Filter) => void) | undefined
  menu?: MenuItem[]
  /** Below the bar. */
  children?: ReactNode
}

/** The head of every list under a thumb: its name, and search, filter and menu a tap away. */
export function PhoneHead(props: PhoneHeadProps) {
  const { title, total, onBack, form, fields, q, onSearch, filter, onFilter, menu = [], children } = props
  const { t } = useTranslation()
  const [searching, setSearching] = useState(Boolean(q))
  const [filtering, setFiltering] = useState<HTMLElement | null>(null)
  return (
    <div className="shrink-0 border-b border-line bg-surface">
      <SheetHeader
        title={title}
        count={total === undefined ? undefined : countText(total)}
        {...(onBack ? { onBack } : {})}
      >
        <IconButton
          size="touch"
          label={t('records:search')}
          pressed={searching}
          onClick={() => {
            if (searching) onSearch('')
            setSearching(!searching)
          }}
        >
          <Search size={21} />
        </IconButton>
        {onFilter && (
          <IconButton
            size="touch"
            label={t('filters:title')}
            className={cx(countConditions(filter) > 0 && 'text-accent')}
            onClick={event => setFiltering(event.currentTarget)}
          >
            <FilterIcon size={20} />
          </IconButton>
        )}
        <MenuButton
          label={t('app:more')}
          items={[
            ...menu,
            {
              key: 'feedback',
              label: t('feedback:title'),
              icon: <MessageSquareWarning size={18} />,
              run: () => setFeedbackOn({ code: form.code, name: words(form.name) }),
            },
          ]}
        >
          {trigger => (
            <IconButton size="touch" label={t('app:more')} {...trigger}>
              <MoreVertical size={20} />
            </IconButton>
          )}
        </MenuButton>
      </SheetHeader>
      {searching && (
        <div className="mb-2.5 flex items-center gap-1 pl-4 pr-2">
          <SearchBox autoFocus value={q ?? ''} onSearch={onSearch} className="min-w-0 flex-1" />
          <Button
            look="quiet"
            size="touch"
            className="px-3"
            aria-label={t('records:search_all_label')}
            onClick={() => setPaletteOpen(true, q)}
          >
            {t('records:search_all')}
          </Button>
        </div>
      )}
      {children}
      {onFilter && (
        <Popover
          open={filtering !== null}
          anchor={filtering}
          onClose={() => setFiltering(null)}
          label={t('filters:title')}
        >
          <Arriving fallback={<div className="h-24" />}>
            {filtering && (
              <FilterPanel form={form.code} fields={fields} filter={filter} onChange={onFilter} />
            )}
          </Arriving>
        </Popover>
      )}
    </div>
  )
}
