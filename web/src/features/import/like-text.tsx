import { useTranslation } from 'react-i18next'
import type { PreviewRow } from '@/api/import-types'

/** What a row looks like, by what: another row of the file, or a stored record that can be looked at. */
export function LikeText({ item, form }: { item: PreviewRow; form: string | null }) {
  const { t } = useTranslation()
  const { duplicate } = item
  if (!duplicate) return null
  const by = t(`import:check.by.${duplicate.by}`)
  if (!duplicate.record || !form)
    return (
      <span className="max-w-80 truncate">
        {t('import:check.like_row', { by, row: duplicate.row ?? '' })}
      </span>
    )
  return (
    <span className="flex min-w-0 items-baseline gap-1">
      <span className="shrink-0">{t('import:check.like_record', { by })}</span>
      {duplicate.title && (
        <a
          href={`/f/${form}/${duplicate.record}`}
          target="_blank"
          rel="noreferrer"
          className="max-w-56 truncate underline underline-offset-2 hover:text-fg"
        >
          {duplicate.title}
        </a>
      )}
    </span>
  )
}
