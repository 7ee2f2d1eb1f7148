import { File as FileIcon, RotateCcw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fileSize } from '@/lib/format'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { isGoing, type Upload } from './uploads'

interface UploadListProps {
  uploads: readonly Upload[]
  onRemove: (key: string) => void
  onRetry: (key: string) => void
}

/** Files of a follow-up being written: how far each is, and what went wrong, in its place. */
export function UploadList({ uploads, onRemove, onRetry }: UploadListProps) {
  const { t } = useTranslation()
  if (uploads.length === 0) return null
  return (
    <ul aria-label={t('timeline:files.list')} className="flex flex-wrap gap-1.5 px-3 pb-2">
      {uploads.map(one => (
        <li
          key={one.key}
          className={cx(
            'relative flex max-w-full items-center gap-2 overflow-hidden rounded-6 border bg-surface py-1 pl-1 pr-0.5 max-md:w-full',
            one.problem ? 'border-bad' : 'border-line',
          )}
        >
          {one.preview ? (
            <img src={one.preview} alt="" className="size-8 shrink-0 rounded-[4px] object-cover" />
          ) : (
            <span className="flex size-8 shrink-0 items-center justify-center rounded-[4px] bg-subtle text-fg-3">
              <FileIcon size={16} aria-hidden="true" />
            </span>
          )}
          <span className="min-w-0 max-w-44 flex-1 max-md:max-w-none">
            <span className="block truncate text-12">{one.name}</span>
            {one.problem ? (
              <span role="alert" className="block truncate text-12 text-bad" title={one.problem}>
                {one.problem}
              </span>
            ) : (
              <span className="tabular block text-12 text-fg-3">
                {isGoing(one) ? `${Math.round(one.share * 100)}%` : fileSize(one.size)}
              </span>
            )}
          </span>
          {one.problem && (
            <IconButton
              size="small"
              label={t('timeline:files.retry', { name: one.name })}
              onClick={() => onRetry(one.key)}
            >
              <RotateCcw size={13} />
            </IconButton>
          )}
          <IconButton
            size="small"
            label={t(isGoing(one) ? 'timeline:files.cancel' : 'timeline:files.remove', { name: one.name })}
            onClick={() => onRemove(one.key)}
          >
            <X size={13} />
          </IconButton>
          {isGoing(one) && (
            <progress
              aria-label={t('timeline:files.uploading', { name: one.name })}
              max={1}
              value={one.share}
              className="absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent"
            />
          )}
        </li>
      ))}
    </ul>
  )
}
