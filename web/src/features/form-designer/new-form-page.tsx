import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import '@/features/designer/words'
import { beginForm } from '@/api/drafts'
import { useMe } from '@/api/queries'
import { useComposition } from '@/lib/composition'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Labelled, TextInput } from '@/ui/controls'
import { SheetHeader } from '@/ui/sheet-header'
import { NoAccess } from '@/ui/states'
import { type Sees, WhoSees } from '@/ui/who-sees'
import { DeletedForms } from './deleted-forms'
import { labelIn } from './kinds'

/** A form from nothing but its name; or from a table that exists. */
export function NewFormPage() {
  const { t } = useTranslation()
  const go = useGo()
  const me = useMe()
  return (
    <>
      <SheetHeader title={t('app:nav.new_form')} onBack={() => go('/')} />
      {me.permissions.build ? <Begin asks={me.permissions.administer} /> : <NoAccess />}
    </>
  )
}

function Begin({ asks }: { asks: boolean }) {
  const { t } = useTranslation()
  const go = useGo()
  const [name, setName] = useState('')
  const [sees, setSees] = useState<Sees>('department')
  const composition = useComposition()
  const begin = useWrite({
    mutationFn: () => beginForm({ name: labelIn(name.trim()), ...(asks ? { sees } : {}) }),
    onSuccess: draft => go(`/design/${draft.form.code}`, { replace: true }),
  })
  return (
    <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-[440px] flex-col gap-6 px-6 pb-10 pt-[12vh]">
        <div>
          <h2 className="text-20 font-semibold">{t('designer:new.title')}</h2>
          <p className="mt-1 text-14 text-fg-3">{t('designer:new.hint')}</p>
        </div>
        <form
          {...composition.handlers}
          className="flex flex-col gap-4"
          onSubmit={event => {
            event.preventDefault()
            if (name.trim() && !composition.isComposing()) begin.mutate()
          }}
        >
          <Labelled label={t('designer:new.name')} error={begin.error ? problemText(begin.error) : undefined}>
            {({ invalid, ...ids }) => (
              <TextInput
                {...ids}
                invalid={invalid}
                autoFocus
                maxLength={200}
                placeholder={t('designer:new.placeholder')}
                value={name}
                onChange={event => setName(event.target.value)}
              />
            )}
          </Labelled>
          {asks && <WhoSees value={sees} onChange={setSees} />}
          <Button type="submit" look="primary" size="touch" busy={begin.isPending} disabled={!name.trim()}>
            {t('designer:new.begin')}
          </Button>
        </form>
        <button
          type="button"
          onClick={() => go('/imports/new')}
          className="flex items-center gap-3 rounded-12 border border-line p-4 text-left hover:border-line-strong hover:bg-hover/60"
        >
          <FileSpreadsheet size={22} strokeWidth={1.4} className="shrink-0 text-fg-3" aria-hidden="true" />
          <span>
            <span className="block text-14 font-medium">{t('designer:new.from_table')}</span>
            <span className="block text-13 text-fg-3">{t('designer:new.from_table_hint')}</span>
          </span>
        </button>
        <DeletedForms />
      </div>
    </div>
  )
}
