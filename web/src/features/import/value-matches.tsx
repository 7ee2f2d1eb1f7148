import { Select } from 'antd'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueMatch, WordPatch } from '@/api/import-types'
import type { Option } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { Button } from '@/ui/button'
import { Pill } from '@/ui/pill'

const FIRST = 12

/** Their words beside our options, with how often each occurs; undecided ones first. */
export function ValueMatches({
  matches,
  options,
  onChange,
}: {
  matches: ValueMatch[]
  options: Option[]
  onChange: (decided: WordPatch[]) => void
}) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const pill = (code: unknown) => {
    const option = options.find(other => other.code === code)
    return option ? (
      <Pill hue={option.hue}>{words(option.label)}</Pill>
    ) : (
      <span className="text-fg-3">{t('import:values.blank')}</span>
    )
  }
  // What a cell with several options was read as needs no decision. The order holds still while one decides.
  const single = matches.filter(match => !Array.isArray(match.to))
  const undecided = single.filter(match => match.to === null)
  const [first] = useState(() => new Set(single.filter(match => match.to === null).map(match => match.from)))
  const order = [...single].sort(
    (a, b) => Number(first.has(b.from)) - Number(first.has(a.from)) || b.count - a.count,
  )
  return (
    <>
      {undecided.length > 1 && (
        <p className="mb-2 flex flex-wrap items-center gap-2 text-13">
          <span className="text-fg-2">{t('import:values.undecided', { count: undecided.length })}</span>
          <Button size="small" onClick={() => onChange(undecided.map(({ from }) => ({ from, to: '' })))}>
            {t('import:values.all_blank')}
          </Button>
        </p>
      )}
      <ul className="flex max-w-[640px] flex-col gap-1">
        {(all ? order : order.slice(0, FIRST)).map(match => (
          <li
            key={match.from}
            className="grid grid-cols-[minmax(0,1fr)_16px_220px] items-center gap-2 max-md:grid-cols-[minmax(0,1fr)_16px_150px]"
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
              aria-label={t('import:values.of', { from: match.from })}
              status={match.to === null ? 'warning' : ''}
              placeholder={t('fields:choose')}
              showSearch={{ optionFilterProp: 'text' }}
              value={match.to as string | null}
              options={[
                ...options.map(option => ({ value: option.code, text: words(option.label) })),
                { value: '', text: t('import:values.blank') },
              ]}
              optionRender={option => pill(option.value)}
              labelRender={item => pill(item.value)}
              onChange={to => onChange([{ from: match.from, to }])}
            />
          </li>
        ))}
      </ul>
      {!all && order.length > FIRST && (
        <Button look="link" size="small" className="mt-1" onClick={() => setAll(true)}>
          {t('import:more', { count: order.length - FIRST })}
        </Button>
      )}
    </>
  )
}
