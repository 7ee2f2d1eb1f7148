import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkTo, PersonTo, Unmatched, WordPatch } from '@/api/import-types'
import { peopleQuery } from '@/api/queries'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'

const FIRST = 10

interface NameMatchesProps {
  matches: Unmatched[]
  kind: 'record' | 'person'
  /** What can be done besides naming somebody or something known. */
  extra: readonly (LinkTo | PersonTo)[]
  onChange: (decided: WordPatch[]) => void
}

/** Names that nothing known goes by, each once: take a near one, make it, or leave it. */
export function NameMatches({ matches, kind, extra, onChange }: NameMatchesProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const { data: people } = useQuery({ ...peopleQuery, enabled: kind === 'person' })
  const undecided = matches.filter(match => match.to === null)
  const one = kind === 'record' ? 'links' : 'people'
  return (
    <>
      {undecided.length > 1 && (
        <p className="mb-2 flex flex-wrap items-center gap-2 text-13">
          <span className="text-fg-2">{t('import:names.undecided', { count: undecided.length })}</span>
          {extra.map(choice => (
            <Button
              key={choice}
              size="small"
              onClick={() => onChange(undecided.map(({ from }) => ({ from, to: choice })))}
            >
              {t(`import:${one}.all_${choice}`)}
            </Button>
          ))}
        </p>
      )}
      <ul className="flex max-w-[640px] flex-col gap-1">
        {(all ? matches : matches.slice(0, FIRST)).map(match => (
          <li
            key={match.from}
            className="grid grid-cols-[minmax(0,1fr)_16px_260px] items-center gap-2 max-md:grid-cols-[minmax(0,1fr)_16px_170px]"
          >
            <span className="flex min-w-0 items-baseline gap-2 text-13">
              <span className="truncate" title={match.from}>
                {match.from}
              </span>
              <span className="tabular shrink-0 text-12 text-fg-3">
                {t('import:times', { count: match.count, shown: plainNumber(match.count) })}
              </span>
            </span>
            <ArrowRight size={14} className="text-fg-3" aria-hidden="true" />
            <Select
              className="w-full"
              aria-label={t('import:names.of', { from: match.from })}
              status={match.to === null ? 'warning' : ''}
              placeholder={t('import:names.choose')}
              showSearch={{ optionFilterProp: 'label' }}
              value={match.to}
              options={[
                ...(match.near.length > 0
                  ? [
                      {
                        label: t(`import:${one}.near`),
                        options: match.near.map(near => ({ value: near.id, label: near.title })),
                      },
                    ]
                  : []),
                ...(kind === 'person'
                  ? [
                      {
                        label: t('import:people.members'),
                        options: (people ?? [])
                          .filter(person => !match.near.some(near => near.id === person.id))
                          .map(person => ({ value: person.id, label: person.name })),
                      },
                    ]
                  : []),
                {
                  label: t('import:names.else'),
                  options: extra.map(choice => ({
                    value: choice as string,
                    label: t(`import:${one}.${choice}`, { name: match.from }),
                  })),
                },
              ]}
              onChange={to => onChange([{ from: match.from, to }])}
            />
          </li>
        ))}
      </ul>
      {!all && matches.length > FIRST && (
        <Button look="link" size="small" className="mt-1" onClick={() => setAll(true)}>
          {t('import:more', { count: matches.length - FIRST })}
        </Button>
      )}
    </>
  )
}
