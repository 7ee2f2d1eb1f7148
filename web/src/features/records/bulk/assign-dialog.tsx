import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Form } from '@/api/types'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { PersonLater } from '@/features/fields/parts/lazy-parts'
import { fieldByCode } from '@/features/fields/system-fields'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { Labelled, Segmented } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { toast } from '@/ui/toast'
import type { Selection } from '../grid/selection'
import { givenBack, handedOver } from './hand-over'
import type { Bulk } from './use-bulk'

const WAYS = ['transfer', 'claim', 'return'] as const
type Way = (typeof WAYS)[number]

interface AssignDialogProps {
  form: Form
  selection: Selection
  bulk: Bulk
  /** Back into the pool, and nothing else. */
  only?: 'return'
  onClose: () => void
}

/** Gives records to somebody, takes them oneself, or gives them back to nobody, with a note on each if wished. */
export function AssignDialog({ form, selection, bulk, only, onClose }: AssignDialogProps) {
  const { t } = useTranslation()
  const me = useMe()
  const owner = fieldByCode(form, 'owner')
  const [way, setWay] = useState<Way>(only ?? 'transfer')
  const [person, setPerson] = useState<{ id: string; name: string }>()
  const [note, setNote] = useState('')
  if (!owner) return null
  const to =
    way === 'transfer' ? person : way === 'claim' ? { id: me.id, name: me.name } : { id: null, name: '' }
  // Whoever finds a record in the pool wants to know why it came back.
  const pooled = way === 'return' && Boolean(form.pool)
  const run = async () => {
    if (!to) return
    onClose()
    const rows = await bulk.gather(['owner'])
    if (!rows) return
    const changing = rows.filter(row => (row.values.owner ?? null) !== to.id)
    const same = rows.length - changing.length
    const already =
      same > 0 &&
      t(way === 'return' ? 'records:bulk.unowned_already' : 'records:bulk.assigned_already', {
        count: same,
        shown: plainNumber(same),
        name: to.name,
      })
    if (already && changing.length === 0) {
      toast(already, { tone: 'plain' })
      return
    }
    await bulk.run(pooled ? givenBack(changing, note) : handedOver(changing, to.id, note), {
      doing: t('records:bulk.assigning'),
      ...(to.name ? { shown: { owner: to.name } } : {}),
      done: count => {
        const done = t(way === 'return' ? 'records:bulk.returned' : 'records:bulk.assigned', {
          count,
          shown: plainNumber(count),
          name: to.name,
        })
        return already ? t('records:bulk.and_already', { done, already }) : done
      },
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width={460}
      title={t(only ? 'records:bulk.return_title' : 'records:bulk.assign_title', {
        count: selection.size,
        shown: plainNumber(selection.size),
        pool: words(form.pool?.name),
      })}
      footer={
        <DialogButtons
          label={t(`records:bulk.${way}`)}
          disabled={!to || (pooled && !note.trim())}
          onCancel={onClose}
          onRun={() => void run()}
        />
      }
    >
      <div className="flex flex-col gap-4">
        {!only && (
          <Segmented
            label={t('records:bulk.way')}
            value={way}
            // Back into a pool has a button of its own.
            options={WAYS.filter(value => value !== 'return' || !form.pool).map(value => ({
              value,
              label: t(`records:bulk.${value}`),
            }))}
            onChange={setWay}
          />
        )}
        {way === 'transfer' && (
          <Labelled label={t('records:bulk.to_whom')}>
            {({ id }) => (
              <EditorPlace focused field={owner} form={form.code} value={person?.id} display={person?.name}>
                <PersonLater
                  id={id}
                  field={owner}
                  form={form.code}
                  mode="form"
                  autoFocus
                  label={t('records:bulk.to_whom')}
                  value={person?.id ?? null}
                  display={person?.name ?? null}
                  onChange={(value, display) =>
                    setPerson(typeof value === 'string' ? { id: value, name: display ?? '' } : undefined)
                  }
                />
              </EditorPlace>
            )}
          </Labelled>
        )}
        {way === 'return' && <p className="text-13 text-fg-2">{t('records:bulk.return_hint')}</p>}
        <Labelled
          label={t(pooled ? 'records:pool.reason' : 'records:bulk.note')}
          help={t(pooled ? 'records:pool.reason_hint' : 'records:bulk.note_hint')}
        >
          {({ invalid: _, ...ids }) => (
            <textarea
              {...ids}
              data-autofocus={pooled ? '' : undefined}
              rows={3}
              maxLength={2000}
              className="field-control resize-y"
              value={note}
              onChange={event => setNote(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </Dialog>
  )
}
