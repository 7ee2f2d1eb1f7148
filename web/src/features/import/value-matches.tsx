import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueMatch, WordPatch } from '@/api/import-types'
import { useMe } from '@/api/queries'
import type { Option } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Pill } from '@/ui/pill'
import { NEW_OPTION } from './mapping'
import { MatchList } from './match-list'
import { spelledOf } from './new-fields'
import { offered, retired } from './retired-words'

interface ValueMatchesProps {
  matches: ValueMatch[]
  /** All of the field, those out of use as well: words may stand for them. */
  options: Option[]
  onChange: (decided: WordPatch[]) => void
}

/** Their words beside our options; undecided ones first. */
export function ValueMatches({ matches, options, onChange }: ValueMatchesProps) {
  const { t } = useTranslation()
  const me = useMe()
  const spelled = spelledOf(matches)
  const pill = (code: unknown, word: string) => {
    if (code === NEW_OPTION)
      return (
        <span className="inline-flex items-center gap-1 text-accent">
          <Plus size={12} aria-hidden="true" />
          {t('import:values.new', { from: spelled(word) })}
        </span>
      )
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
    (a, b) =>
      Number(first.has(b.from)) - Number(first.has(a.from)) ||
      Number(retired(b, options) !== undefined) - Number(retired(a, options) !== undefined) ||
      b.count - a.count,
  )
  const all = (to: string) => onChange(undecided.map(({ from }) => ({ from, to })))
  const rows = undecided.reduce((sum, match) => sum + match.count, 0)
  const choices = [
    ...(me.permissions.build
      ? [{ key: 'new', label: t('import:values.all_new'), onChoose: () => all(NEW_OPTION) }]
      : []),
    { key: 'blank', label: t('import:values.all_blank'), onChoose: () => all('') },
  ]
  return (
    <MatchList
      matches={order}
      {...(undecided.length > 0
        ? {
            undecided: {
              text: t('import:values.undecided', { count: undecided.length, rows: plainNumber(rows) }),
              hint: t(me.permissions.build ? 'import:values.rest' : 'import:values.no_right'),
              choices,
            },
          }
        : {})}
    >
      {match => (
        <div className="min-w-0">
          <Select
            className="w-full"
            aria-label={t('import:values.of', { from: match.from })}
            status={match.to === null ? 'warning' : ''}
            placeholder={t('import:values.unknown')}
            showSearch={{ optionFilterProp: 'text' }}
            value={match.to as string | null}
            options={[
              ...(me.permissions.build && (match.to === null || match.to === NEW_OPTION)
                ? [{ value: NEW_OPTION, text: t('import:values.new', { from: match.from }) }]
                : []),
              { value: '', text: t('import:values.blank') },
              ...offered(match, options).map(option => ({ value: option.code, text: words(option.label) })),
            ]}
            optionRender={option => pill(option.value, match.from)}
            labelRender={item => pill(item.value, match.from)}
            onChange={to => onChange([{ from: match.from, to }])}
          />
          {retired(match, options) && (
            <p className="mt-0.5 text-12 text-warn">{t('import:values.retired')}</p>
          )}
          {match.back && <p className="mt-0.5 text-12 text-fg-3">{t('import:values.back')}</p>}
        </div>
      )}
    </MatchList>
  )
}
