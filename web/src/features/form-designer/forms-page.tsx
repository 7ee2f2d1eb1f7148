import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileSpreadsheet, Pencil, Plus, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import '@/features/designer/words'
import { formsQuery, useMe } from '@/api/queries'
import type { FormSummary } from '@/api/types'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/controls'
import { FormIcon } from '@/ui/form-icon'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, EmptyState, ErrorState, NoAccess } from '@/ui/states'
import { DeletedForms } from './deleted-forms'

const matches = (form: FormSummary, text: string): boolean =>
  [words(form.name), words(form.plural), form.code].some(name =>
    name?.toLowerCase().includes(text.trim().toLowerCase()),
  )

/** 表单设计: every form that one may shape. */
export function FormsPage() {
  const { t } = useTranslation()
  const go = useGo()
  const me = useMe()
  const [text, setText] = useState('')
  const { data, error, refetch } = useQuery(formsQuery)
  const forms = data?.filter(form => form.can.design)
  const found = forms?.filter(form => matches(form, text))
  return (
    <>
      <SheetHeader title={t('app:nav.forms')} count={forms?.length}>
        {me.permissions.build && (
          <Button look="primary" icon={<Plus size={14} />} onClick={() => go('/forms/new')}>
            {t('app:nav.new_form')}
          </Button>
        )}
      </SheetHeader>
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface">
        <div className="mx-auto flex w-full max-w-[720px] flex-1 flex-col gap-4 px-6 py-5 max-md:px-4">
          {!me.permissions.build ? (
            <NoAccess />
          ) : error && !data ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : !found ? (
            <Bones rows={5} height={52} />
          ) : (
            <>
              <TextInput
                type="search"
                aria-label={t('designer:forms.search')}
                placeholder={t('designer:forms.search')}
                value={text}
                onChange={event => setText(event.target.value)}
              />
              {found.length > 0 && (
                <ul className="border-t border-line">
                  {found.map(form => (
                    <FormRow key={form.code} form={form} />
                  ))}
                </ul>
              )}
              {found.length === 0 && text && (
                <EmptyState icon={SearchX} title={t('designer:forms.nothing')}>
                  <Button onClick={() => setText('')}>{t('designer:forms.clear')}</Button>
                </EmptyState>
              )}
              {found.length === 0 && !text && (
                <EmptyState
                  icon={FileSpreadsheet}
                  title={t('designer:forms.none')}
                  hint={t('designer:forms.none_hint')}
                />
              )}
              <DeletedForms />
            </>
          )}
        </div>
      </div>
    </>
  )
}

function FormRow({ form }: { form: FormSummary }) {
  const { t } = useTranslation()
  const name = words(form.name)
  return (
    <li className="group relative flex min-h-[52px] items-center gap-3 border-b border-line px-2 hover:bg-hover">
      <span className="shrink-0 text-fg-2">
        <FormIcon name={form.icon || form.code} size={18} />
      </span>
      <span className="min-w-0 flex-1">
        <Link
          to="/design/$form"
          params={{ form: form.code }}
          aria-label={t('designer:forms.design_of', { name })}
          className="block truncate text-13 font-medium after:absolute after:inset-0 after:content-['']"
        >
          {name}
        </Link>
        <span className="block truncate text-12 text-fg-3">
          {t('designer:forms.version', { version: form.version })}
        </span>
      </span>
      <Link
        to="/f/$form"
        params={{ form: form.code }}
        aria-label={t('designer:forms.open_of', { name })}
        className="relative z-[1] rounded-6 px-2 py-1 text-13 text-fg-2 hover:bg-active hover:text-fg"
      >
        {t('designer:forms.open')}
      </Link>
      <Pencil size={14} className="text-fg-3" aria-hidden="true" />
    </li>
  )
}
