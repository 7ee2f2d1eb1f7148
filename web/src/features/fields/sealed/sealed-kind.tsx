import { Lock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { Button } from '@/ui/button'
import { emailKind } from '../email/kind'
import type { CellProps, EditorProps, KindUi } from '../kind-ui'
import { longTextKind } from '../long-text/kind'
import { phoneKind } from '../phone/kind'
import { textKind } from '../text/kind'
import { isSealed, SEALED } from './sealed'

/** The kinds that may be sensitive. */
const BASES: Partial<Record<string, KindUi>> = {
  text: textKind,
  long_text: longTextKind,
  phone: phoneKind,
  email: emailKind,
}
const baseOf = (field: Field): KindUi => BASES[field.kind.type] ?? textKind

/** The mask; what was just typed until the server has sealed it. */
function SealedCell({ value, display }: CellProps) {
  return <span className="tabular truncate">{display ?? (typeof value === 'string' ? value : '••••••')}</span>
}

/** Begins empty: typing replaces what is sealed, leaving it empty keeps it. */
function SealedEditor(props: EditorProps) {
  const { t } = useTranslation()
  const [was] = useState(props.value)
  const [held] = useState(() => isSealed(was) || (was === '' && Boolean(props.display)))
  const Base = baseOf(props.field).Editor
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <Base
        {...props}
        value={typeof props.value === 'string' ? props.value : ''}
        display={undefined}
        onChange={next => props.onChange(next === '' ? (held ? SEALED : null) : next)}
      />
      {held && props.onCommit && (
        <span className="flex items-center gap-2 text-12 text-fg-3">
          <Lock size={12} aria-hidden="true" />
          {t('fields:sealed_kept', { mask: props.display ?? '' })}
          <Button size="small" look="quiet" onClick={() => props.onCommit?.(null)}>
            {t('fields:sealed_clear')}
          </Button>
        </span>
      )}
    </span>
  )
}

const sealed = (base: KindUi): KindUi => ({
  ...base,
  ops: 'sealed',
  sortable: false,
  editsIn: 'panel',
  typing: false,
  searching: false,
  Cell: SealedCell,
  Editor: SealedEditor,
  draft: value => (typeof value === 'string' ? value : ''),
  clean: (value, field) =>
    value === '' || isSealed(value) ? { value: SEALED } : (base.clean?.(value, field) ?? { value }),
})

const KINDS = new Map(Object.values(BASES).map(base => [base, base && sealed(base)]))

/** A field's kind as sensitive fields are shown and written. */
export const sealedKind = (field: Field): KindUi => KINDS.get(baseOf(field)) ?? sealed(textKind)
