import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { getHistory } from '@/api/records'
import type { Form, HistoryItem, RecordFull } from '@/api/types'
import { isEditable } from '@/features/fields/registry'
import { fieldByCode } from '@/features/fields/system-fields'
import { i18n } from '@/i18n/setup'
import { fullTime } from '@/lib/format'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Bones, ErrorState } from '@/ui/states'
import { useRestore } from '../../edit/use-trash'
import { DifferenceList } from './difference-list'
import { VersionSelect } from './version-select'
import { differences, type Version, versionsOf } from './versions'

/** Pages of the history that are read: older versions are rarely asked for. */
const MOST_PAGES = 10

async function wholeHistory(form: string, id: string): Promise<{ items: HistoryItem[]; more: boolean }> {
  const items: HistoryItem[] = []
  let after: number | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items: some, next } = await getHistory(form, id, after)
    items.push(...some)
    if (next === null || next === undefined) return { items, more: false }
    after = Number(next)
  }
  return { items, more: true }
}

const restoreText = (to: Version | undefined): string =>
  to && to.number === undefined
    ? i18n.t('timeline:compare.restore_uncounted', { when: fullTime(to.at) })
    : i18n.t('timeline:compare.restore', { number: to?.number })

interface CompareProps {
  form: Form
  record: RecordFull
  canEdit: boolean
  onClose: () => void
}

/** Two versions of a record side by side, and the way back to the earlier one. */
export function CompareDialog({ form, record, canEdit, onClose }: CompareProps) {
  const { t } = useTranslation()
  const restore = useRestore(form.code)
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<{ from?: number; to?: number }>({})
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.history(form.code, record.id), 'whole'],
    queryFn: () => wholeHistory(form.code, record.id),
  })
  const versions = useMemo(() => {
    const compared = (code: string) => {
      const field = fieldByCode(form, code)
      return field !== undefined && (!field.system || code === 'owner')
    }
    return versionsOf(data?.items ?? [], data?.more === false, compared)
  }, [data, form])
  const newest = versions[0]?.seq
  const to = chosen.to ?? newest
  const from = chosen.from ?? versions[1]?.seq ?? newest
  const early = Math.min(from ?? 0, to ?? 0)
  const parts = differences(versions, from ?? 0, to ?? 0)
  // What the way back would change: from the earlier version to what the record says now.
  const back = differences(versions, early, newest ?? 0)
  const mayChange = (code: string) => {
    const field = fieldByCode(form, code)
    return field !== undefined && (code === 'owner' || isEditable(field)) && field.can?.edit !== false
  }
  const goBack = () => {
    setBusy(true)
    void restore(record.id, early).finally(() => {
      setBusy(false)
      onClose()
    })
  }
  const can = canEdit && back.some(part => mayChange(part.field))
  return (
    <Dialog
      open
      tall
      width={720}
      onClose={onClose}
      title={t('timeline:compare.title')}
      footer={
        can && (
          <Button look="primary" busy={busy} onClick={goBack}>
            {restoreText(versions.find(one => one.seq === early))}
          </Button>
        )
      }
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Bones rows={4} height={36} />}
      {data && versions.length < 2 && <p className="text-13 text-fg-3">{t('timeline:compare.only')}</p>}
      {data && versions.length >= 2 && from !== undefined && to !== undefined && (
        <>
          <div className="mb-3 grid grid-cols-2 gap-3 max-md:grid-cols-1">
            <VersionSelect
              label={t('timeline:compare.from')}
              versions={versions}
              value={from}
              onChange={seq => setChosen({ ...chosen, from: seq })}
            />
            <VersionSelect
              label={t('timeline:compare.to')}
              versions={versions}
              value={to}
              onChange={seq => setChosen({ ...chosen, to: seq })}
            />
          </div>
          <DifferenceList form={form} record={record.id} parts={parts} />
          {data.more && <p className="mt-2 text-12 text-fg-3">{t('timeline:compare.more')}</p>}
          {can && (
            <section className="mt-5 border-t border-line pt-3">
              <h3 className="mb-1 text-13 font-medium">{t('timeline:compare.preview')}</h3>
              <DifferenceList
                form={form}
                record={record.id}
                parts={back.map(part => ({
                  ...part,
                  before: part.after,
                  after: part.before,
                  display_before: part.display_after ?? '',
                  display_after: part.display_before ?? '',
                }))}
                stays={code => !mayChange(code)}
              />
            </section>
          )}
        </>
      )}
    </Dialog>
  )
}
