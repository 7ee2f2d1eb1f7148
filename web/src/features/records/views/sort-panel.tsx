import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Button, IconButton } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import type { ListState } from '../list-state'

const MOST = 4

/** Sort by several fields, the most important first. */
export function SortPanel({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const sortable = list.fields.filter(field => kindOf(field).sortable)
  const free = sortable.filter(field => !list.sort.some(part => part.field === field.code))
  return (
    <div className="flex w-full flex-col gap-2 p-3 md:w-[460px]">
      {list.sort.length === 0 && <p className="py-1 text-13 text-fg-3">{t('records:sort.none')}</p>}
      {list.sort.map((part, index) => (
        <div key={part.field} className="flex items-center gap-2">
          <Select
            className="min-w-0 flex-1"
            aria-label={t('records:sort.field')}
            showSearch={{ optionFilterProp: 'label' }}
            value={part.field}
            options={[...sortable.filter(field => field.code === part.field), ...free].map(field => ({
              value: field.code,
              label: words(field.name),
            }))}
            onChange={field =>
              list.setSort(list.sort.map((old, at) => (at === index ? { ...old, field } : old)))
            }
          />
          <Segmented
            label={t('records:sort.direction')}
            value={part.descending ? 'down' : 'up'}
            options={[
              { value: 'up', label: t('records:sort.up') },
              { value: 'down', label: t('records:sort.down') },
            ]}
            onChange={next =>
              list.setSort(
                list.sort.map((old, at) => (at === index ? { ...old, descending: next === 'down' } : old)),
              )
            }
          />
          <IconButton
            label={t('records:sort.remove')}
            onClick={() => list.setSort(list.sort.filter((_, at) => at !== index))}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      {list.sort.length < MOST && free[0] && (
        <Button
          look="quiet"
          size="small"
          className="self-start"
          icon={<Plus size={14} />}
          onClick={() => free[0] && list.setSort([...list.sort, { field: free[0].code, descending: false }])}
        >
          {t('records:sort.add')}
        </Button>
      )}
    </div>
  )
}
