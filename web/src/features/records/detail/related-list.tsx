import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formQuery, keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { BackLinks, Field, Form, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { FormIcon } from '@/ui/form-icon'
import { PanelError } from '@/ui/states'
import { RecordValue } from '../record-value'
import { stageField } from './record-parts'
import { columnsOf, pointsHere } from './related'

const MOST = 5

interface RelatedListProps {
  home: { form: string; id: string }
  list: BackLinks
  icon: string
  onNew: (() => void) | undefined
}

/** The newest records that point here: title and the columns that matter, the rest a press away. */
export function RelatedList({ home, list, icon, onNew }: RelatedListProps) {
  const { t } = useTranslation()
  const shape = useQuery(formQuery(list.form))
  const form = shape.data
  const columns = form ? columnsOf(form, list.field) : []
  const stage = form ? [stageField(form)?.code].filter(code => code !== undefined) : []
  const rows = useQuery({
    queryKey: [...keys.links(home.form, home.id), list.form, list.field, list.count],
    queryFn: () =>
      queryRecords(list.form, {
        filter: pointsHere(form as Form, list.field, home.id),
        sort: [{ field: 'created_at', descending: true }],
        fields: [...new Set([(form as Form).title, ...stage, ...columns.map(column => column.code)])],
        size: MOST,
        count: 'none',
      }),
    enabled: form !== undefined,
  })
  const name = words(list.name)
  const all = {
    to: '/f/$form' as const,
    params: { form: list.form },
    search: form ? { filter: pointsHere(form, list.field, home.id) } : {},
  }
  return (
    <section aria-label={name} className="@container min-w-0">
      <div className="mb-1 flex h-7 items-center gap-1.5 text-13 max-md:h-11">
        <FormIcon name={icon} size={14} className="text-fg-3" />
        <Link
          {...all}
          className="min-w-0 truncate font-medium hover:text-accent"
          title={t('records:related.list')}
        >
          {name}
        </Link>
        <span className="tabular text-fg-3">{plainNumber(list.count)}</span>
        {onNew && (
          <IconButton
            label={t('records:new', { form: name })}
            className="ml-auto max-md:size-11"
            onClick={onNew}
          >
            <Plus size={15} />
          </IconButton>
        )}
      </div>
      {form && rows.data ? (
        <Rows form={form} rows={rows.data.items} columns={columns} name={name} />
      ) : (form ? rows.error : shape.error) ? (
        <PanelError
          error={form ? rows.error : shape.error}
          onRetry={() => void (form ? rows.refetch() : shape.refetch())}
        />
      ) : (
        <span className="bone block h-8" />
      )}
      {list.count > MOST && (
        <Link {...all} className="mt-1 inline-block text-13 text-accent hover:underline max-md:py-2.5">
          {t('records:see_all', { count: list.count })}
        </Link>
      )}
    </section>
  )
}

interface RowsProps {
  form: Form
  rows: RecordRow[]
  columns: Field[]
  name: string
}

function Rows({ form, rows, columns, name }: RowsProps) {
  const { t } = useTranslation()
  // In the side panel and on a phone the third column has no room.
  const wide = (index: number) => index === 2 && '@max-lg:hidden'
  return (
    <table aria-label={name} className="w-full table-fixed border-collapse text-13">
      <thead>
        <tr className="border-b border-line text-left text-12 text-fg-3">
          {[form.fields.find(field => field.code === form.title), ...columns].map((field, index) => (
            <th
              key={field?.code ?? 'title'}
              scope="col"
              className={cx('h-7 truncate pr-2 font-normal', index === 0 && 'w-2/5', wide(index - 1))}
            >
              {words(field?.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id} className="border-b border-line last:border-0 hover:bg-hover">
            <td className="h-8 truncate pr-2 max-md:h-11">
              <Link
                to="/f/$form/$id"
                params={{ form: form.code, id: row.id }}
                className="text-fg hover:text-accent hover:underline"
              >
                {displayOf(row, form.title) ||
                  String(recordValue(row, form.title) ?? '') ||
                  t('records:untitled')}
              </Link>
            </td>
            {columns.map((field, index) => (
              <td key={field.code} className={cx('truncate pr-2 text-fg-2 *:max-w-full', wide(index))}>
                <RecordValue form={form} record={row} field={field} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
