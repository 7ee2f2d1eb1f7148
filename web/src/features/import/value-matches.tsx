import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueMatch, WordPatch } from '@/api/import-types'
import type { Option } from '@/api/types'
import { words } from '@/lib/label'
import { Pill } from '@/ui/pill'
import { MatchList } from './match-list'

interface ValueMatchesProps {
  matches: ValueMatch[]
  options: Option[]
  onChange: (decided: WordPatch[]) => void
}

/** Their words beside our options; undecided ones first. */
export function ValueMatches({ matches, options, onChange }: ValueMatchesProps) {
  const { t } = useTranslation()
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
  const [first] = useState(() => new Set(undecided.map(match => match.from)))
  const order = [...single].sort(
    (a, b) => Number(first.has(b.from)) - Number(first.has(a.from)) || b.count - a.count,
  )
  const blank = () => onChange(undecided.map(({ from }) => ({ from, to: '' })))
  return (
    <MatchList
      matches={order}
      {...(undecided.length > 1
        ? {
            undecided: {
              text: t('import:values.undecided', { count: undecided.length }),
              choices: [{ key: 'blank', label: t('import:values.all_blank'), onChoose: blank }],
            },
          }
        : {})}
    >
      {match => (
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
      )}
    </MatchList>
  )
}
