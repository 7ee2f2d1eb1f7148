import { FileSpreadsheet } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { handOver } from '@/lib/handed-file'
import { useGo } from '@/lib/use-go'

/** A table that is dropped anywhere on the page is imported; without it the browser would leave for the file. */
export function TableDrop({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  const go = useGo()
  const [over, setOver] = useState(false)
  const carriesFile = (event: React.DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onDragOver={event => {
        if (!carriesFile(event)) return
        event.preventDefault()
        setOver(enabled)
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node)) setOver(false)
      }}
      onDrop={event => {
        if (!carriesFile(event)) return
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (!file || !enabled) return
        handOver(file)
        go('/imports/new')
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-3 z-20 flex flex-col items-center justify-center gap-2 rounded-12 border-2 border-dashed border-accent bg-accent-soft text-16 font-semibold text-fg">
          <FileSpreadsheet size={48} strokeWidth={1.1} className="text-accent" aria-hidden="true" />
          {t('home:drop')}
        </div>
      )}
    </div>
  )
}
