import { Download, File, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredFile } from '@/api/types'
import { fileUrl } from '@/api/workspace'
import { fileSize } from '@/lib/format'
import { IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { tellOfDownload } from '@/ui/download-hint'

interface FileListProps {
  files: StoredFile[]
  form: string
  /** Unknown while the record is being made: then there is nothing to open yet. */
  record: string | undefined
  field: string
  onRemove?: (file: string) => void
}

const isImage = (file: StoredFile): boolean =>
  /^image\/(png|jpe?g|gif|webp|svg\+xml|bmp|avif)$/.test(file.media)

export function FileList({ files, form, record, field, onRemove }: FileListProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<StoredFile>()
  if (files.length === 0) return null
  const url = (file: StoredFile) => (record ? fileUrl(file.file, form, record, field) : undefined)
  return (
    <ul className="flex flex-col gap-1">
      {files.map(file => (
        <li
          key={file.file}
          className="group/file flex min-h-9 items-center gap-2 rounded-6 border border-line px-2 py-1"
        >
          {isImage(file) && url(file) ? (
            <button
              type="button"
              onClick={() => setShown(file)}
              aria-label={t('fields:preview', { name: file.name })}
            >
              <img src={url(file)} alt="" loading="lazy" className="size-8 rounded-[4px] object-cover" />
            </button>
          ) : (
            <File size={16} className="shrink-0 text-fg-3" aria-hidden="true" />
          )}
          <span className="min-w-0 flex-1">
            <span className="block truncate text-13">{file.name}</span>
            <span className="block text-12 text-fg-3">{fileSize(file.size)}</span>
          </span>
          {url(file) && (
            <a
              href={url(file)}
              download={file.name}
              aria-label={t('fields:download', { name: file.name })}
              onClick={tellOfDownload}
              className="flex size-7 max-md:size-11 items-center justify-center rounded-6 text-fg-3 hover:bg-hover hover:text-fg"
            >
              <Download size={14} />
            </a>
          )}
          {onRemove && (
            <IconButton
              label={t('fields:remove_file', { name: file.name })}
              onClick={() => onRemove(file.file)}
            >
              <X size={14} />
            </IconButton>
          )}
        </li>
      ))}
      <Dialog
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown?.name ?? ''}
        width={960}
        tall
      >
        {shown && (
          <img
            src={url(shown)}
            alt={shown.name}
            className="mx-auto max-h-[68vh] max-w-full rounded-8 object-contain"
          />
        )}
      </Dialog>
    </ul>
  )
}
