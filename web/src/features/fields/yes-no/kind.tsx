import { Check, SquareCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Segmented, Toggle } from '@/ui/controls'
import type { CellProps, EditorProps, FilterProps, KindUi } from '../kind-ui'

function YesNoCell({ value }: CellProps) {
  const { t } = useTranslation()
  if (value !== true) return <span className="text-fg-3">{value === false ? '–' : ''}</span>
  return <Check size={16} className="text-ok" aria-label={t('fields:yes')} />
}

function YesNoEditor({ value, onChange, onCommit, label, id, mode }: EditorProps) {
  const set = (next: boolean) => {
    onChange(next)
    onCommit?.(next)
  }
  return (
    <span
      className={
        mode === 'cell' ? 'flex h-full items-center px-2.5' : 'flex min-h-8 items-center max-md:min-h-11'
      }
    >
      <Toggle {...(id ? { id } : {})} label={label} checked={value === true} onChange={set} />
    </span>
  )
}

function YesNoFilter({ value, onChange, label }: FilterProps) {
  const { t } = useTranslation()
  return (
    <Segmented
      label={label}
      value={value === false ? 'no' : 'yes'}
      options={[
        { value: 'yes', label: t('fields:yes') },
        { value: 'no', label: t('fields:no') },
      ]}
      onChange={next => onChange(next === 'yes')}
    />
  )
}

export const yesNoKind: KindUi = {
  icon: SquareCheck,
  ops: 'yes_no',
  width: 96,
  sortable: true,
  editable: true,
  editsIn: 'cell',
  Cell: YesNoCell,
  Editor: YesNoEditor,
  Filter: YesNoFilter,
}
