import { Download, File as FileIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredFile } from '@/api/types'
import { fileSize } from '@/lib/format'
import { tellOfDownload } from '@/ui/download-hint'
import { Lightbox } from './lightbox'
import { isPicture } from './uploads'

/** Files of a follow-up: pictures as thumbnails that open large, others as links. */
export function ActivityFiles({
  files,
  urlOf,
}: {
  files: readonly StoredFile[]
  urlOf: (file: string) => string
}) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<number>()
  const pictures = files.filter(file => isPicture(file.media))
  const others = files.filter(file => !isPicture(file.media))
  return (
    <div className="mt-1.5 flex flex-col gap-1.5">
      {pictures.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {pictures.map((file, index) => (
            <li key={file.file}>
              <button
                type="button"
                aria-label={t('timeline:files.preview', { name: file.name })}
                title={file.name}
                onClick={() => setShown(index)}
                className="block size-20 overflow-hidden rounded-8 border border-line bg-subtle hover:border-accent max-md:size-24"
              >
                <img src={urlOf(file.file)} alt="" loading="lazy" className="size-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {others.map(file => (
        <a
          key={file.file}
          href={urlOf(file.file)}
          download={file.name}
          title={t('timeline:files.download', { name: file.name })}
          onClick={tellOfDownload}
          className="flex h-8 w-fit max-w-full items-center gap-2 rounded-6 border border-line px-2 text-13 text-fg-2 hover:bg-hover hover:text-fg max-md:h-11"
        >
          <FileIcon size={14} className="shrink-0 text-fg-3" aria-hidden="true" />
          <span className="truncate">{file.name}</span>
          <span className="shrink-0 text-12 text-fg-3">{fileSize(file.size)}</span>
          <Download size={13} className="shrink-0 text-fg-3" aria-hidden="true" />
        </a>
      ))}
      {shown !== undefined && (
        <Lightbox
          pictures={pictures}
          urlOf={urlOf}
          at={shown}
          onTurn={setShown}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  )
}
