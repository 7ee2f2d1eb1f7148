import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/ui/button'
import { EmptyBin } from './empty-bin'

interface DeletedFormBinProps {
  form: string
  name: string
  count: number
}

/** The bin of a form that was deleted itself: nothing in it is read, but all of it may be erased. */
export function DeletedFormBin({ form, name, count }: DeletedFormBinProps) {
  const { t } = useTranslation()
  const [emptying, setEmptying] = useState(false)
  return (
    <div className="flex flex-col items-start gap-3 rounded-8 border border-line p-4">
      <p className="text-13 text-fg-2">{t('settings:bin.form_deleted_hint', { name })}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Link to="/forms" className="text-13 text-accent hover:underline max-md:py-3">
          {t('settings:bin.to_forms')}
        </Link>
        <Button look="danger" className="max-md:h-11" onClick={() => setEmptying(true)}>
          {t('settings:bin.empty_now')}
        </Button>
      </div>
      {emptying && <EmptyBin form={form} name={name} count={count} onClose={() => setEmptying(false)} />}
    </div>
  )
}
