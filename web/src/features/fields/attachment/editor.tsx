import { Camera, Upload } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredFile, Value } from '@/api/types'
import { uploadFile } from '@/api/workspace'
import { problemText } from '@/lib/problem-text'
import { shrinkPhoto } from '@/lib/shrink-photo'
import { usePhone } from '@/lib/use-media'
import { Spinner } from '@/ui/button'
import { cx } from '@/ui/class-names'
import type { EditorProps } from '../kind-ui'
import { FileList } from './file-list'

const MOST_BYTES = 100 * 1024 * 1024

/** Files by button, by dropping, or by pasting a screenshot. */
export function AttachmentEditor({
  field,
  form,
  record,
  value,
  onChange,
  onCommit,
  label,
  id,
  mode,
}: EditorProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const input = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(0)
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<string>()
  const files = (Array.isArray(value) ? value : []) as unknown as StoredFile[]
  const latest = useRef(files)
  latest.current = files
  const set = (next: StoredFile[]) => {
    latest.current = next
    onChange(next as unknown as Value)
    if (mode === 'form') onCommit?.(next as unknown as Value)
  }
  const add = async (list: Iterable<File>) => {
    setProblem(undefined)
    for (const file of list) {
      if (file.size > MOST_BYTES) {
        setProblem(t('problems:too_large'))
        continue
      }
      setBusy(count => count + 1)
      try {
        set([...latest.current, await uploadFile(file)])
      } catch (error) {
        setProblem(problemText(error))
      }
      setBusy(count => count - 1)
    }
  }
  // Emptied, so that the same file may be chosen again.
  const take = (from: HTMLInputElement, ready: (file: File) => Promise<File> | File = file => file) => {
    const chosen = [...(from.files ?? [])]
    from.value = ''
    setBusy(count => count + 1)
    void Promise.all(chosen.map(ready))
      .then(add)
      .finally(() => setBusy(count => count - 1))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void add(event.dataTransfer.files)
  }
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0) void add(event.clipboardData.files)
  }
  return (
    <div
      className={cx(
        'flex flex-col gap-2 rounded-8',
        mode === 'cell' && 'p-3',
        over && 'outline-2 outline-dashed outline-accent',
      )}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      <FileList
        files={files}
        form={form}
        record={record}
        field={field.code}
        onRemove={file => set(files.filter(other => other.file !== file))}
      />
      <button
        type="button"
        id={id}
        data-autofocus=""
        onClick={() => input.current?.click()}
        className="relative flex min-h-9 items-center justify-center gap-2 rounded-8 border border-dashed border-line-strong px-3 text-13 text-fg-3 hover:border-accent hover:text-fg max-md:min-h-11"
      >
        <span className="sr-only">{label}</span>
        {busy > 0 ? <Spinner /> : <Upload size={14} />}
        {busy > 0 ? t('fields:uploading') : t('fields:add_files')}
      </button>
      <input ref={input} type="file" multiple hidden onChange={event => take(event.target)} />
      {phone && (
        <>
          <button
            type="button"
            onClick={() => camera.current?.click()}
            className="flex min-h-11 items-center justify-center gap-2 rounded-8 border border-line-strong px-3 text-14 text-fg-2"
          >
            <Camera size={18} aria-hidden="true" />
            {t('fields:take_photo')}
          </button>
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            onChange={event => take(event.target, shrinkPhoto)}
          />
        </>
      )}
      {problem && (
        <p role="alert" className="text-12 text-bad">
          {problem}
        </p>
      )}
    </div>
  )
}
