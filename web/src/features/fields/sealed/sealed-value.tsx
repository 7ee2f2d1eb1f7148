import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { revealValue } from '@/api/records'
import type { Field } from '@/api/types'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { IconButton } from '@/ui/button'

/** Plain text goes behind its mask again after this. */
const SHOWN_FOR = 30_000

interface SealedValueProps {
  form: string
  record: string
  field: Field
  mask: string
}

/** A sensitive value: its mask, and the whole of it for whoever asks. That somebody asked is logged. */
export function SealedValue({ form, record, field, mask }: SealedValueProps) {
  const { t } = useTranslation()
  const [text, setText] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (text === undefined) return
    const timer = setTimeout(() => setText(undefined), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [text])
  const ask = async () => {
    setAsking(true)
    setProblem(undefined)
    try {
      setText((await revealValue(form, record, field.code)).value ?? '')
    } catch (error) {
      setProblem(problemText(error))
    } finally {
      setAsking(false)
    }
  }
  const open = text !== undefined
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="tabular min-w-0 whitespace-pre-wrap break-words" aria-live="polite">
        {open ? text : mask}
      </span>
      <IconButton
        size="small"
        label={t(open ? 'fields:sealed_hide' : 'fields:sealed_show', { field: words(field.name) })}
        disabled={asking}
        onClick={() => (open ? setText(undefined) : void ask())}
      >
        {open ? <EyeOff size={13} /> : <Eye size={13} />}
      </IconButton>
      {problem && <span className="text-12 text-danger">{problem}</span>}
    </span>
  )
}
