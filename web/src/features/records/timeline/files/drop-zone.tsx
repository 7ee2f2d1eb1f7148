import { type DragEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** The composer's frame: takes files that are dropped anywhere on it. */
export function DropZone({
  onFiles,
  children,
}: {
  onFiles: (files: Iterable<File>) => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  return (
    <div
      className="group relative rounded-8 border border-line-strong bg-surface transition-shadow focus-within:border-accent focus-within:shadow-[0_0_0_1px_var(--accent)]"
      onDragOver={event => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={event => {
        setOver(false)
        if (!hasFiles(event)) return
        event.preventDefault()
        onFiles(event.dataTransfer.files)
      }}
    >
      {children}
      <div
        aria-hidden="true"
        className={cx(
          'pointer-events-none absolute inset-0 items-center justify-center rounded-8 border-2 border-dashed border-accent bg-accent-soft text-13 font-medium text-accent',
          over ? 'flex' : 'hidden',
        )}
      >
        {t('timeline:files.drop')}
      </div>
    </div>
  )
}
