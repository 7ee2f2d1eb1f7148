import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formQuery, formsQuery, keys, linksQuery } from '@/api/queries'
import type { Form, BackLinks as List } from '@/api/types'
import { words } from '@/lib/label'
import { startCreating } from '@/lib/preset'
import { problemText } from '@/lib/problem-text'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { PanelError } from '@/ui/states'
import { toast } from '@/ui/toast'
import { CreateDialog } from '../list-parts'
import { beginning, sorted } from './related'
import { RelatedList } from './related-list'

interface BackLinksProps {
  form: string
  id: string
  /** What this record is called: a record begun here says so. */
  title: string
  /** A record in the recycle bin begins nothing. */
  canBegin: boolean
}

/** Records of other forms that point here, as small tables; one more is made without leaving the page. */
export function BackLinks({ form, id, title, canBegin }: BackLinksProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(linksQuery(form, id))
  const { data: forms } = useQuery(formsQuery)
  const client = useQueryClient()
  const [making, setMaking] = useState<Form>()
  const begin = (list: List) =>
    void client.ensureQueryData(formQuery(list.form)).then(
      other => {
        startCreating(beginning(other, list.field, id), { [list.field]: title })
        setMaking(other)
      },
      failure => toast(problemText(failure), { tone: 'bad' }),
    )
  const close = () => {
    setMaking(undefined)
    startCreating({})
    void client.invalidateQueries({ queryKey: keys.links(form, id) })
  }
  const mayCreate = (code: string) => canBegin && forms?.find(f => f.code === code)?.can.create === true
  const { filled, empty } = sorted(data ?? [], mayCreate)
  if (error && !data)
    return (
      <div className="border-t border-line px-4 py-3">
        <PanelError error={error} onRetry={() => void refetch()} what={t('records:related.title')} />
      </div>
    )
  if (filled.length === 0 && empty.length === 0) return null
  return (
    <div className="flex flex-col gap-4 border-t border-line px-4 py-3">
      {filled.map(list => (
        <RelatedList
          key={`${list.form}.${list.field}`}
          home={{ form, id }}
          list={list}
          icon={forms?.find(f => f.code === list.form)?.icon || list.form}
          onNew={mayCreate(list.form) ? () => begin(list) : undefined}
        />
      ))}
      {empty.length > 0 && (
        <div className="-mx-2 flex flex-wrap gap-1">
          {empty.map(list => (
            <Button
              key={`${list.form}.${list.field}`}
              look="quiet"
              size="small"
              className="text-fg-3! max-md:h-11"
              icon={<Plus size={13} />}
              onClick={() => begin(list)}
            >
              {words(list.name)}
              <span className="sr-only">{t('records:related.new')}</span>
            </Button>
          ))}
        </div>
      )}
      <Arriving>{making && <CreateDialog form={making} onClose={close} onCreated={close} />}</Arriving>
    </div>
  )
}
