import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { GroupField } from '@/api/types'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Button, IconButton } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import { canGroup, isTime } from '../grid/groups'
import type { ListState } from '../list-state'

const MOST = 2

/** Under which headings the rows stand: one field, or a second within the first. */
export function GroupPanel({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const groups = list.layout.group
  const usable = list.fields.filter(canGroup)
  const free = usable.filter(field => !groups.some(group => group.field === field.code))
  const set = (next: GroupField[]) => list.setLayout({ group: next })
  const change = (at: number, part: Partial<GroupField>) =>
    set(groups.map((group, index) => (index === at ? { ...group, ...part } : group)))
  return (
    <div className="flex w-full flex-col gap-2 p-3 md:w-[460px]">
      {groups.length === 0 && <p className="py-1 text-13 text-fg-3">{t('records:group.none')}</p>}
      {groups.map((group, at) => {
        const field = usable.find(one => one.code === group.field)
        return (
          <div key={group.field} className="flex items-center gap-2">
            <Select
              className="min-w-0 flex-1"
              aria-label={t('records:group.field')}
              showSearch={{ optionFilterProp: 'label' }}
              value={group.field}
              options={[...(field ? [field] : []), ...free].map(one => ({
                value: one.code,
                label: words(one.name),
              }))}
              onChange={code => set(groups.map((old, index) => (index === at ? { field: code } : old)))}
            />
            {field && isTime(field) && (
              <Select
                className="w-24 shrink-0"
                aria-label={t('records:group.stretch')}
                value={group.by ?? 'month'}
                options={(['day', 'month', 'year'] as const).map(by => ({
                  value: by,
                  label: t(`records:group.${by}`),
                }))}
                onChange={by => change(at, { by })}
              />
            )}
            <Segmented
              label={t('records:sort.direction')}
              value={group.descending ? 'down' : 'up'}
              options={[
                { value: 'up', label: t('records:sort.up') },
                { value: 'down', label: t('records:sort.down') },
              ]}
              onChange={next => change(at, { descending: next === 'down' })}
            />
            <IconButton
              label={t('records:group.remove')}
              onClick={() => set(groups.filter((_, index) => index !== at))}
            >
              <X size={14} />
            </IconButton>
          </div>
        )
      })}
      {groups.length < MOST && free[0] && (
        <Button
          look="quiet"
          size="small"
          className="self-start"
          icon={<Plus size={14} />}
          onClick={() => {
            const first =
              free.find(field => field.kind.type === 'stage' || field.kind.type === 'choice') ?? free[0]
            if (first) set([...groups, { field: first.code }])
          }}
        >
          {t(groups.length === 0 ? 'records:group.add' : 'records:group.add_second')}
        </Button>
      )}
    </div>
  )
}
