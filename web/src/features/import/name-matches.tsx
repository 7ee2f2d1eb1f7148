import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LinkTo, PersonTo, Unmatched, WordPatch } from '@/api/import-types'
import { peopleQuery } from '@/api/queries'
import { Select } from '@/ui/antd/select'
import { MatchList } from './match-list'
import { type Choices, RecordSelect } from './record-select'

interface NameMatchesProps {
  matches: Unmatched[]
  onChange: (decided: WordPatch[]) => void
}

/** What can be done besides naming somebody or something known. */
const LINK_ELSE: readonly LinkTo[] = ['create', 'empty']
const PERSON_ELSE: readonly PersonTo[] = ['create', 'create_left', 'text', 'empty']

/** The same for all that nobody has decided about. */
function useUndecided(one: 'links' | 'people', { matches, onChange }: NameMatchesProps) {
  const { t } = useTranslation()
  const open = matches.filter(match => match.to === null)
  if (open.length < 2) return {}
  const choose = (to: string) => onChange(open.map(({ from }) => ({ from, to })))
  const choices = (one === 'links' ? LINK_ELSE : PERSON_ELSE).map(key => ({
    key,
    label: t(`import:${one}.all_${key}`),
    onChoose: () => choose(key),
  }))
  return { undecided: { text: t('import:names.undecided', { count: open.length }), choices } }
}

/** Titles that no record goes by: take a near one, look for another, make it, or leave it. */
export function LinkMatches({ form, by, ...props }: NameMatchesProps & { form: string; by: string | null }) {
  const { t } = useTranslation()
  const bulk = useUndecided('links', props)
  return (
    <MatchList matches={props.matches} wide {...bulk}>
      {match => (
        <RecordSelect
          form={form}
          by={by}
          label={t('import:names.of', { from: match.from })}
          match={match}
          last={{
            label: t('import:names.else'),
            options: LINK_ELSE.map(value => ({
              value,
              label: t(`import:links.${value}`, { name: match.from }),
            })),
          }}
          onChange={to => props.onChange([{ from: match.from, to }])}
        />
      )}
    </MatchList>
  )
}

/** Names that no member goes by. */
export function PersonMatches(props: NameMatchesProps) {
  const { t } = useTranslation()
  const { data: people } = useQuery(peopleQuery)
  const bulk = useUndecided('people', props)
  const choices = (match: Unmatched): Choices[] => {
    const near = match.near.map(({ id, title, left }) => ({
      value: id,
      label: left ? t('import:people.left', { name: title }) : title,
    }))
    const others = (people ?? []).filter(person => !match.near.some(({ id }) => id === person.id))
    return [
      ...(near.length > 0 ? [{ label: t('import:people.near'), options: near }] : []),
      {
        label: t('import:people.members'),
        options: others.map(person => ({ value: person.id, label: person.name })),
      },
      {
        label: t('import:names.else'),
        options: PERSON_ELSE.map(value => ({
          value,
          label: t(`import:people.${value}`, { name: match.from }),
        })),
      },
    ]
  }
  return (
    <MatchList matches={props.matches} wide {...bulk}>
      {match => (
        <Select
          className="w-full"
          aria-label={t('import:names.of', { from: match.from })}
          status={match.to === null ? 'warning' : ''}
          placeholder={t('import:names.choose')}
          showSearch={{ optionFilterProp: 'label' }}
          value={match.to}
          options={choices(match)}
          onChange={to => props.onChange([{ from: match.from, to }])}
        />
      )}
    </MatchList>
  )
}
