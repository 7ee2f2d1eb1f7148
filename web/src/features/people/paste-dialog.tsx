import '@/i18n/people'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pastePeople } from '@/api/people'
import { departmentsQuery, keys, peopleQuery } from '@/api/queries'
import type { PastedPerson, Person } from '@/api/types'
import { phoneText } from '@/lib/format'
import { codeText } from '@/lib/problem-text'
import { useDebounced } from '@/lib/use-debounced'
import { useWrite } from '@/lib/use-write'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { toast } from '@/ui/toast'
import { holderOf, type Trailing, trailingOf, twinOf } from './paste-departments'
import { PasteFor } from './paste-for'
import { PasteResult } from './paste-result'
import { place } from './place-pasted'

/** Names and phones copied from anywhere, seen before they become people. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const asked = useDebounced(text.trim(), 300)
  const preview = useQuery({
    queryKey: ['paste', asked],
    queryFn: () => pastePeople(asked),
    enabled: asked !== '',
    placeholderData: previous => previous,
    retry: false,
  })
  const items = asked ? (preview.data?.items ?? []) : []
  const good = items.filter(item => !item.problem)
  const { data: people } = useQuery(peopleQuery)
  const { data: departments = [] } = useQuery(departmentsQuery)
  const [role, setRole] = useState('member')
  const [department, setDepartment] = useState<string | null>(null)
  const lines = text.trim().split('\n')
  const trailing = (item: PastedPerson): Trailing =>
    department ? { department } : trailingOf(lines[item.line - 1] ?? '', departments, item.name)
  const nameOf = (id: string | undefined) => departments.find(one => one.id === id)?.name ?? ''
  const create = useWrite({
    mutationFn: async () => {
      const answer = await pastePeople(text.trim(), true)
      const left = await place(answer.items, item => ({ role, ...trailing(item) }))
      return { items: answer.items, left }
    },
    onSuccess: ({ left }) => {
      void client.invalidateQueries({ queryKey: keys.people })
      if (left.length > 0)
        toast(t('people:paste.not_placed', { names: left.join(t('filters:list_separator')) }), {
          tone: 'bad',
        })
    },
  })
  if (create.data) return <PasteResult items={create.data.items} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      width={640}
      title={t('people:paste.title')}
      footer={
        <DialogButtons
          label={t('people:paste.create', { count: good.length })}
          busy={create.isPending}
          disabled={good.length === 0 || preview.isFetching}
          error={create.error ?? preview.error}
          onCancel={onClose}
          onRun={() => create.mutate()}
        />
      }
    >
      <p className="mb-2 text-13 text-fg-3">{t('people:paste.hint')}</p>
      <textarea
        data-autofocus=""
        rows={6}
        aria-label={t('people:paste.title')}
        placeholder={t('people:paste.example')}
        className="field-control resize-y"
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <PasteFor role={role} onRole={setRole} department={department} onDepartment={setDepartment} />
      {items.length > 0 && (
        <table className="mt-4 w-full text-13 [&_td]:pr-3 [&_td]:align-top [&_th]:whitespace-nowrap [&_th]:pr-3">
          <thead>
            <tr className="border-b border-line text-left text-12 text-fg-3">
              <th className="w-10 py-1.5 font-normal">{t('people:paste.line')}</th>
              <th className="py-1.5 font-normal">{t('people:name')}</th>
              <th className="py-1.5 font-normal">{t('people:paste.reached')}</th>
              <th className="py-1.5 font-normal">{t('people:paste.result')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(item => (
              <tr key={item.line} className="border-b border-line last:border-0">
                <td className="tabular py-1.5 text-fg-3">{item.line}</td>
                <td className="py-1.5">{item.name}</td>
                <td className="tabular py-1.5 [overflow-wrap:anywhere]">
                  {[phoneText(item.phone), item.login].filter(Boolean).join(' ')}
                </td>
                <td className={item.problem ? 'py-1.5 text-bad' : 'py-1.5 text-ok'}>
                  {item.problem ? problemOf(item, t, people ?? [], items) : t('people:paste.ready')}
                  {!item.problem && trailing(item).department && (
                    <span className="block text-12 text-fg-2">{nameOf(trailing(item).department)}</span>
                  )}
                  {!item.problem && trailing(item).unknown && (
                    <span className="block text-12 text-warn">
                      {t('people:paste.no_department', { name: trailing(item).unknown })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  )
}

/** What is missing is named: the line has no labels that would say it. */
function problemOf(
  { line, name, phone, login, problem = '' }: PastedPerson,
  t: ReturnType<typeof useTranslation>['t'],
  people: readonly Person[],
  items: readonly PastedPerson[],
): string {
  if (problem === 'duplicate') {
    const above = twinOf({ line, phone, login }, items)
    if (above) return t('people:paste.twice', { line: above })
    const holder = holderOf({ phone, login }, people)
    return holder ? t('people:paste.taken', { name: holder }) : t('people:paste.taken_by_somebody')
  }
  if (problem !== 'required') return codeText(problem)
  return t(name ? 'people:paste.no_phone' : 'people:paste.no_name')
}
