import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Field, Form, Value } from '@/api/types'
import { FieldValue } from '@/features/fields/field-value'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { forgetRefused } from '@/offline/refused'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Dialog } from '@/ui/dialog'
import { type Conflict, setConflict } from './conflict-store'
import { useSave } from './use-save'

/** Somebody changed the same fields meanwhile: choose field by field. */
export function OpenConflict({ form, conflict }: { form: Form; conflict: Conflict }) {
  const { t } = useTranslation()
  const save = useSave(form)
  const me = useMe()
  const [mine, setMine] = useState<Record<string, boolean>>({})
  const { current, undoes } = conflict
  // Who wrote last need not be who changed these: one's own name would say that one stands in one's own way.
  const last = recordValue(current, 'updated_by') === me.id ? undefined : current.display.updated_by
  const close = () => setConflict(null)
  const finish = () => {
    const values: Record<string, Value> = {}
    const display: Record<string, string | null> = {}
    for (const [code, value] of Object.entries(conflict.mine)) {
      // Fields that nobody else touched were refused together with the rest: they are saved as they are.
      if (conflict.fields.includes(code) && !mine[code]) continue
      values[code] = value
      display[code] = conflict.mineDisplay[code] ?? null
    }
    close()
    forgetRefused(conflict.id, Object.keys(conflict.mine))
    if (Object.keys(values).length > 0) void save(current, values, display)
  }
  return (
    <Dialog
      open
      onClose={close}
      width={560}
      title={t('records:conflict.title')}
      footer={
        <>
          <Button onClick={close}>{t('app:cancel')}</Button>
          <Button look="primary" onClick={finish}>
            {t('records:conflict.finish')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-13 text-fg-2">
        {t(undoes ? 'records:conflict.undo_hint' : 'records:conflict.hint', {
          name: last ?? t('records:conflict.somebody'),
        })}
      </p>
      <div className="flex flex-col gap-4">
        {conflict.fields.map(code => {
          const field = fieldByCode(form, code)
          if (!field) return null
          const side = (isMine: boolean) => (
            <Side
              key={String(isMine)}
              title={t(`records:conflict.${isMine ? (undoes ? 'undo_mine' : 'mine') : 'theirs'}`)}
              chosen={Boolean(mine[code]) === isMine}
              onChoose={() => setMine({ ...mine, [code]: isMine })}
              field={field}
              form={form.code}
              record={conflict.id}
              value={isMine ? conflict.mine[code] : recordValue(current, code)}
              display={isMine ? conflict.mineDisplay[code] : displayOf(current, code)}
            />
          )
          return (
            <fieldset key={code}>
              <legend className="mb-1.5 text-13 text-fg-2">{words(field.name)}</legend>
              <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">{[side(false), side(true)]}</div>
            </fieldset>
          )
        })}
      </div>
    </Dialog>
  )
}

interface SideProps {
  title: string
  chosen: boolean
  onChoose: () => void
  field: Field
  form: string
  record: string
  value: Value | undefined
  display: string | null | undefined
}

function Side({ title, chosen, onChoose, ...shown }: SideProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={cx(
        'flex min-h-16 flex-col gap-1 rounded-8 border p-3 text-left',
        chosen ? 'border-accent bg-accent-soft' : 'border-line-strong hover:bg-hover',
      )}
    >
      <span className="text-12 text-fg-3">{title}</span>
      <span className="min-w-0 max-w-full text-13">
        <FieldValue {...shown} />
      </span>
    </button>
  )
}
