import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getOrigin } from '@/api/imports'

interface ImportOriginProps {
  form: string
  record: string
  /** Of the Change that made the record. */
  batch: string
}

/** The file and row that a record was made of, with the way to the import for those who may see it. */
export function ImportOrigin({ form, record, batch }: ImportOriginProps) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['record', form, record, 'origin', batch],
    queryFn: () => getOrigin(form, record, batch),
    staleTime: Number.POSITIVE_INFINITY,
    // A forgotten import has no name any more: the line then only says who and when.
    retry: false,
  })
  if (!data) return null
  const file = data.file || t('records:origin.pasted')
  const text =
    data.row === null ? t('records:origin.file', { file }) : t('records:origin.row', { file, row: data.row })
  return data.import === null ? (
    <span className="min-w-0 break-words text-fg">{text}</span>
  ) : (
    <Link
      to="/imports/$id"
      params={{ id: data.import }}
      className="min-w-0 break-words text-accent hover:text-accent-hover"
    >
      {text}
    </Link>
  )
}
