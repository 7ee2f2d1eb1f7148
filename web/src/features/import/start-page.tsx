import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, FileSpreadsheet } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './words'
import type { Import } from '@/api/import-types'
import { pasteTable, uploadTable } from '@/api/imports'
import { takeOver } from '@/lib/handed-file'
import { isTyping } from '@/lib/keys'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { SheetHeader } from '@/ui/sheet-header'
import { fileProblem } from './import-text'
import { Templates } from './templates'
import { importKey } from './use-import'

const ACCEPT = '.xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.tsv,.txt,.html,.htm,.jsonl,.ndjson'

type Sending = { name: string; share: number } | undefined

/** Where an import begins: a file dropped or picked, or a table pasted. */
export function StartPage({ form }: { form: string | undefined }) {
  const { t } = useTranslation()
  const go = useGo()
  const phone = usePhone()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState<Sending>()
  const [problem, setProblem] = useState<{ title: string; hint: string }>()

  const run = useCallback(
    async (name: string, send: (onProgress: (share: number) => void) => Promise<Import>) => {
      setProblem(undefined)
      setSending({ name, share: 0 })
      try {
        const made = await send(share => setSending({ name, share }))
        client.setQueryData(importKey(made.id), made)
        go(`/imports/${made.id}`)
      } catch (error) {
        setProblem(fileProblem(error))
        setSending(undefined)
      }
    },
    [client, go],
  )
  const take = useCallback(
    (file: File | undefined) => {
      if (file) void run(file.name, onProgress => uploadTable(file, form, onProgress))
    },
    [run, form],
  )
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return
      const file = event.clipboardData?.files[0]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (file) take(file)
      else if (text.trim()) void run(t('import:start.pasted'), () => pasteTable(text, form))
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [run, take, form, t])
  useEffect(() => take(takeOver()), [take])

  return (
    <>
      <SheetHeader title={t('import:title')} onBack={() => go(form ? `/f/${form}` : '/')}>
        <Link to="/imports" className="px-2 text-13 text-fg-2 hover:text-fg">
          {t('import:history.title')}
        </Link>
      </SheetHeader>
      <div
        className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto px-6 pb-8 max-md:px-4"
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={event => {
          if (!event.currentTarget.contains(event.relatedTarget as Node)) setOver(false)
        }}
        onDrop={event => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files[0])
        }}
      >
        <div className="mx-auto flex w-full max-w-[680px] flex-col gap-4 pt-6 max-md:pt-2">
          <div
            className={cx(
              'flex min-h-[300px] flex-col items-center justify-center gap-2 rounded-12 border-2 border-dashed p-8 text-center transition-colors max-md:min-h-[240px]',
              over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-subtle/50',
            )}
          >
            <FileSpreadsheet size={48} strokeWidth={1.1} className="mb-1 text-fg-3" aria-hidden="true" />
            {sending ? (
              <Progress {...sending} />
            ) : (
              <>
                <h2 className="text-16 font-semibold">
                  {phone ? t('import:start.phone') : over ? t('import:start.let_go') : t('import:start.drop')}
                </h2>
                <p className="max-w-[480px] text-balance text-13 text-fg-3">{t('import:start.formats')}</p>
                <Button
                  look="primary"
                  size={phone ? 'touch' : 'normal'}
                  className="mt-3"
                  onClick={() => input.current?.click()}
                >
                  {t('import:start.pick')}
                </Button>
              </>
            )}
            <input
              ref={input}
              type="file"
              accept={ACCEPT}
              tabIndex={-1}
              aria-label={t('import:start.pick')}
              className="sr-only"
              onChange={event => {
                take(event.target.files?.[0])
                event.target.value = ''
              }}
            />
          </div>
          {problem && (
            <div role="alert" className="flex gap-3 rounded-12 bg-bad-soft p-4">
              <CircleAlert size={18} className="mt-0.5 shrink-0 text-bad" aria-hidden="true" />
              <div>
                <p className="text-14 font-medium text-fg">{problem.title}</p>
                {problem.hint && <p className="mt-0.5 text-13 text-fg-2">{problem.hint}</p>}
              </div>
            </div>
          )}
          <PasteBox
            disabled={sending !== undefined}
            onPaste={text => void run(t('import:start.pasted'), () => pasteTable(text, form))}
          />
          <Templates form={form} />
          <ul className="grid grid-cols-3 gap-x-6 gap-y-1 px-1 text-12 text-fg-3 max-md:grid-cols-1">
            <li>{t('import:start.note_1')}</li>
            <li>{t('import:start.note_2')}</li>
            <li>{t('import:start.note_3')}</li>
          </ul>
        </div>
      </div>
    </>
  )
}

function Progress({ name, share }: { name: string; share: number }) {
  const { t } = useTranslation()
  const percent = Math.round(share * 100)
  return (
    <div className="w-full max-w-[360px]">
      <p className="truncate text-14 font-medium">{name}</p>
      <div
        role="progressbar"
        aria-label={t('import:start.uploading')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="mt-3 h-1.5 overflow-hidden rounded-full bg-line-strong"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${Math.max(4, percent)}%` }}
        />
      </div>
      <p className="tabular mt-2 text-13 text-fg-3" role="status">
        {share < 1 ? t('import:start.sent', { percent }) : t('import:start.reading')}
      </p>
    </div>
  )
}

/** A table copied in a spreadsheet: pasted here, also where pages may not read the clipboard. */
function PasteBox({ disabled, onPaste }: { disabled: boolean; onPaste: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <textarea
      rows={2}
      disabled={disabled}
      aria-label={t('import:start.paste')}
      placeholder={t('import:start.paste')}
      className="field-control resize-none bg-surface!"
      value=""
      onChange={event => {
        // Keyboards of phones put in what they hold without a paste; a letter that somebody types is no table.
        const composing = (event.nativeEvent as InputEvent).isComposing
        if (event.target.value.trim().length > 1 && !composing) onPaste(event.target.value)
      }}
      onPaste={event => {
        const text = event.clipboardData.getData('text/plain')
        if (!text.trim()) return
        event.preventDefault()
        onPaste(text)
      }}
    />
  )
}
