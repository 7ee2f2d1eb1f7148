import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredFile } from '@/api/types'
import { upload } from '@/api/upload'
import { newKey } from '@/lib/ids'
import { writeOwn } from '@/lib/own-key'
import { problemText } from '@/lib/problem-text'
import { readStored } from '@/lib/stored'
import { asUpload, isPicture, MOST_BYTES, MOST_FILES, pastedName, storedOf, type Upload } from './uploads'

interface Sending {
  file: File
  stop: AbortController
}

/** Files on their way to a follow-up being written: progress, cancel, another try. What arrived outlasts the page. */
export function useUploads(draft: string) {
  const { t } = useTranslation()
  const kept = `${draft}.files`
  const [uploads, setUploads] = useState<Upload[]>(() => readStored<StoredFile[]>(kept, []).map(asUpload))
  const [problem, setProblem] = useState<string>()
  const sending = useRef(new Map<string, Sending>())
  useEffect(() => {
    const stored = storedOf(uploads)
    writeOwn(kept, stored.length > 0 ? stored : undefined)
  }, [kept, uploads])
  useEffect(() => {
    const running = sending.current
    return () => {
      for (const { stop } of running.values()) stop.abort()
    }
  }, [])
  const change = (key: string, edit: Partial<Upload>) =>
    setUploads(all => all.map(one => (one.key === key ? { ...one, ...edit } : one)))
  const send = (key: string, file: File) => {
    const stop = new AbortController()
    sending.current.set(key, { file, stop })
    const progress = (share: number) => change(key, { share })
    upload<StoredFile>('/files', file, { name: file.name }, progress, stop.signal).then(
      stored => change(key, { stored, share: 1 }),
      error => {
        if (!stop.signal.aborted) change(key, { problem: problemText(error) })
      },
    )
  }
  const add = (files: Iterable<File>) => {
    setProblem(undefined)
    let room = MOST_FILES - uploads.length
    for (const given of files) {
      if (room <= 0) {
        setProblem(t('timeline:files.most', { count: MOST_FILES }))
        return
      }
      if (given.size > MOST_BYTES) {
        setProblem(t('problems:too_large'))
        continue
      }
      room -= 1
      const file = new File([given], pastedName(given.name, new Date()), { type: given.type })
      const { name, size, type: media } = file
      const key = newKey()
      const preview = isPicture(media) ? { preview: URL.createObjectURL(file) } : {}
      setUploads(all => [...all, { key, name, size, media, share: 0, ...preview }])
      send(key, file)
    }
  }
  const remove = (key: string) => {
    sending.current.get(key)?.stop.abort()
    sending.current.delete(key)
    setUploads(all => {
      const gone = all.find(one => one.key === key)
      if (gone?.preview) URL.revokeObjectURL(gone.preview)
      return all.filter(one => one.key !== key)
    })
  }
  const retry = (key: string) => {
    const again = sending.current.get(key)
    setUploads(all => all.map(one => (one.key === key ? { ...without(one), share: 0 } : one)))
    if (again) send(key, again.file)
  }
  const clear = () => {
    for (const { preview } of uploads) if (preview) URL.revokeObjectURL(preview)
    sending.current.clear()
    setUploads([])
    // At once: a sheet closes before an effect could.
    writeOwn(kept, undefined)
  }
  return { uploads, problem, add, remove, retry, clear }
}

function without({ problem: _, ...rest }: Upload): Upload {
  return rest
}
