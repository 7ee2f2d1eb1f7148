import { useQueries, useQuery } from '@tanstack/react-query'
import { useCommandState } from 'cmdk'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formQuery, formsQuery } from '@/api/queries'
import { KIND_ICONS, kindsOf } from '@/features/fields/view-kinds'
import { words } from '@/lib/label'
import { pathOf } from '@/lib/place'
import { usePhone } from '@/lib/use-media'
import { ALSO, inBoth } from './palette-names'
import { Item } from './palette-parts'
import { scoreOf } from './palette-score'

const KINDS = ['kanban', 'calendar', 'table'] as const

interface PaletteLooksProps {
  open: (href: string) => void
  /** The form that is on the page: its looks come first. */
  here: string | undefined
}

/** A form's list so; the one on the page stays as it is filtered. */
function withPart(form: string, name: 'kind' | 'export', value: string): string {
  const list = pathOf({ form })
  const { pathname, search } = window.location
  const params = new URLSearchParams(pathname === list ? search : '')
  params.set(name, value)
  return `${list}?${params}`
}

/** Records on a board, in a calendar, in a file. */
export function PaletteLooks({ open, here }: PaletteLooksProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { data = [] } = useQuery(formsQuery)
  // What a form can be looked at as stands in the form: asked only for whoever looks for it.
  const asked = useCommandState(
    ({ search }) => search.trim() !== '' && KINDS.some(kind => scoreOf(ALSO[kind], search) > 0),
  )
  const forms = [...data].sort((a, b) => Number(b.code === here) - Number(a.code === here))
  const full = useQueries({ queries: forms.map(({ code }) => ({ ...formQuery(code), enabled: asked })) })
  return (
    <>
      {forms.flatMap((form, at) => {
        const definition = full[at]?.data
        const plural = words(form.plural) || words(form.name)
        const kinds = definition && asked ? kindsOf(definition) : []
        return KINDS.filter(kind => kinds.includes(kind)).map(kind => {
          const label = t('app:palette.look', { kind: t(`records:kind.${kind}`), form: plural })
          const Icon = KIND_ICONS[kind]
          return (
            <Item
              key={`${kind} ${form.code}`}
              value={`look ${kind} ${form.code}`}
              names={[label, ...ALSO[kind], ...inBoth(form.name), form.code]}
              onSelect={() => open(withPart(form.code, 'kind', kind))}
              icon={<Icon size={16} />}
            >
              {label}
            </Item>
          )
        })
      })}
      {!phone &&
        forms
          .filter(form => form.can.export)
          .map(form => {
            const label = t('app:palette.export', { form: words(form.plural) || words(form.name) })
            return (
              <Item
                key={`export ${form.code}`}
                value={`export ${form.code}`}
                names={[label, ...ALSO.export, ...inBoth(form.name), form.code]}
                onSelect={() => open(withPart(form.code, 'export', 'true'))}
                icon={<Download size={16} />}
              >
                {label}
              </Item>
            )
          })}
    </>
  )
}
