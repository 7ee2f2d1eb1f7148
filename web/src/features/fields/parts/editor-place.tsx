import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Value } from '@/api/types'
import { usePhone } from '@/lib/use-media'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { FieldValue } from '../field-value'

interface EditorPlaceProps {
  field: Field
  form: string
  record?: string | undefined
  value: Value | undefined
  display?: string | null | undefined
  /** The value in words, where a field of this kind says it otherwise. */
  shown?: string | undefined
  /** Whether the person waits for exactly this one: then trying again is under the keys. */
  focused?: boolean
  /** Stands there for the moment until the code comes. */
  waiting?: ReactNode
  children: ReactNode
}

/** The place of a field's editor or filter: where its code cannot be had the value stays in sight, with a way to try again. */
export function EditorPlace({
  focused,
  waiting = <span className="bone block h-8" />,
  children,
  ...of
}: EditorPlaceProps) {
  return (
    <Arriving
      fallback={again => (again ? <ValueMeanwhile {...of} focused={focused} again={again} /> : waiting)}
    >
      {children}
    </Arriving>
  )
}

type MeanwhileProps = Omit<EditorPlaceProps, 'waiting' | 'children' | 'focused'> & {
  focused: boolean | undefined
  again: () => void
}

function ValueMeanwhile({ focused, again, record = '', display, shown, ...of }: MeanwhileProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  return (
    <span className="flex h-full min-h-8 w-full min-w-0 items-center gap-2 pl-2 text-13">
      <span className="min-w-0 flex-1 truncate">
        {shown ?? <FieldValue {...of} record={record} display={display} />}
      </span>
      <Button
        look="quiet"
        size={phone ? 'touch' : 'small'}
        icon={<RotateCw size={13} />}
        autoFocus={focused}
        className="shrink-0"
        // What is around it takes Enter for the end of the edit.
        onKeyDown={event => (event.key === 'Enter' || event.key === ' ') && event.stopPropagation()}
        onClick={again}
      >
        {t('app:retry')}
      </Button>
    </span>
  )
}
