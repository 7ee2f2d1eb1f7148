import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportPatch } from '@/api/import-types'
import { formsQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { usePhone } from '@/lib/use-media'
import { Labelled, TextInput } from '@/ui/controls'

interface NewFormNameProps {
  one: Import
  change: (patch: ImportPatch) => void
}

/** What the form to be made is called: asked at once, with a name to type over. */
export function NewFormName({ one, change }: NewFormNameProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const input = useRef<HTMLInputElement>(null)
  const { data: forms } = useQuery(formsQuery)
  const made = one.target.new_form ?? { name: '', code: '' }
  const isTaken = (forms ?? []).some(form => words(form.name) === made.name.trim())
  useEffect(() => {
    // On a phone the keyboard would cover the rest of the page.
    if (phone) return
    input.current?.focus()
    input.current?.select()
  }, [phone])
  return (
    <Labelled
      label={t('import:target.name')}
      required
      help={t(isTaken ? 'import:target.taken' : 'import:target.new_hint')}
      error={made.name.trim() ? undefined : t('import:blocker.no_form')}
    >
      {({ invalid, ...ids }) => (
        <TextInput
          {...ids}
          ref={input}
          invalid={invalid}
          placeholder={t('import:target.name')}
          value={made.name}
          maxLength={60}
          onChange={event =>
            change({ target: { form: null, new_form: { ...made, name: event.target.value, code: '' } } })
          }
        />
      )}
    </Labelled>
  )
}
