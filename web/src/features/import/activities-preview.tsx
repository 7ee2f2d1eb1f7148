import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Import } from '@/api/import-types'
import { previewRows } from '@/api/imports'
import { dateText } from '@/lib/format'
import { Bones } from '@/ui/states'
import { importKey } from './use-import'

const SHOWN = 3

/** What the first cells are taken apart into, as the server reads them. */
export function ActivitiesPreview({ one, at, checked }: { one: Import; at: number; checked: number }) {
  const { t } = useTranslation()
  const rows = useQuery({
    queryKey: [...importKey(one.id), 'rows', 'activities', checked],
    queryFn: () => previewRows(one.id, 0, 'all'),
    placeholderData: before => before,
  })
  if (!rows.data) return <Bones rows={3} height={28} />
  const told = rows.data.items
    .filter(row => (row.cells[at] ?? '').trim() && (row.activities ?? []).length > 0)
    .sort((a, b) => (b.activities?.length ?? 0) - (a.activities?.length ?? 0))
    .slice(0, SHOWN)
  if (told.length === 0) return <p className="text-13 text-fg-3">{t('import:split.none')}</p>
  return (
    <ul className="flex max-w-[760px] flex-col gap-3">
      {told.map(row => (
        <li key={row.row} className="grid grid-cols-2 gap-4 max-md:grid-cols-1 max-md:gap-1.5">
          <p className="whitespace-pre-line rounded-8 bg-subtle px-3 py-2 text-13 text-fg-2">
            <span className="mb-0.5 block text-12 text-fg-3">{t('import:split.cell', { row: row.row })}</span>
            {row.cells[at]}
          </p>
          <ol className="flex flex-col gap-1 border-l-2 border-line-strong py-0.5 pl-3">
            {(row.activities ?? []).map((piece, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity of their own.
                key={index}
                className="flex items-baseline gap-2 text-13"
              >
                <span className="tabular w-20 shrink-0 text-12 text-fg-3">
                  {piece.kind === 'note' ? t('import:split.undated') : dateText(piece.at)}
                </span>
                <span className="shrink-0 text-12 text-fg-3">{t(`import:split.kind.${piece.kind}`)}</span>
                <span className="min-w-0 break-words">{piece.text}</span>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  )
}
