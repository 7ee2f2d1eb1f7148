import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formsQuery, linksQuery } from '@/api/queries'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { FormIcon } from '@/ui/form-icon'

/** Records of other forms that point here. */
export function BackLinks({ form, id }: { form: string; id: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(linksQuery(form, id))
  const { data: forms } = useQuery(formsQuery)
  const groups = data?.filter(group => group.count > 0) ?? []
  if (groups.length === 0) return null
  return (
    <div className="flex flex-col gap-3 border-t border-line px-4 py-3">
      {groups.map(group => (
        <section key={`${group.form}.${group.field}`}>
          <h3 className="mb-1 flex items-center gap-1.5 text-13 font-medium">
            <FormIcon
              name={forms?.find(f => f.code === group.form)?.icon || group.form}
              size={14}
              className="text-fg-3"
            />
            {words(group.name)}
            <span className="tabular font-normal text-fg-3">{plainNumber(group.count)}</span>
          </h3>
          <ul>
            {group.items.slice(0, 6).map(item => (
              <li key={item.id}>
                <Link
                  to="/f/$form/$id"
                  params={{ form: group.form, id: item.id }}
                  className="-mx-2 block truncate rounded-6 px-2 py-1 text-13 text-fg-2 hover:bg-hover hover:text-fg max-md:py-2.5"
                >
                  {item.title || t('records:untitled')}
                </Link>
              </li>
            ))}
          </ul>
          {group.count > 6 && (
            <Link
              to="/f/$form"
              params={{ form: group.form }}
              search={{ filter: { field: group.field, op: 'eq', value: id } }}
              className="text-13 text-accent hover:underline"
            >
              {t('records:see_all', { count: group.count })}
            </Link>
          )}
        </section>
      ))}
    </div>
  )
}
