import { useQueryClient } from '@tanstack/react-query'
import { ImagePlus, X } from 'lucide-react'
import { type ClipboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveFeedback } from '@/api/feedback'
import { keys } from '@/api/queries'
import { uploadFile } from '@/api/workspace'
import { useComposition } from '@/lib/composition'
import { newId } from '@/lib/ids'
import { hasMod } from '@/lib/keys'
import { problemText } from '@/lib/problem-text'
import { shrinkPhoto } from '@/lib/shrink-photo'
import { useWrite } from '@/lib/use-write'
import { Button, IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { toast } from '@/ui/toast'
import { pictureOf } from './picture-of'

interface FeedbackDialogProps {
  form: string
  name: string
  onClose: () => void
}

const LONGEST = 2000

/** What is wrong with a form, in a few words, with a picture of it if one is at hand. */
export function FeedbackDialog({ form, name, onClose }: FeedbackDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const composition = useComposition()
  const input = useRef<HTMLInputElement>(null)
  // The same feedback, however often it has to be sent.
  const [id] = useState(() => newId('fbk'))
  // Where one was when one began to write.
  const [page] = useState(() => `${location.pathname}${location.search}`.slice(0, 500))
  const [text, setText] = useState('')
  const [picture, setPicture] = useState<File>()
  const send = useWrite({
    mutationFn: async () => {
      const file = picture && (await uploadFile(await shrinkPhoto(picture))).file
      await giveFeedback(form, { id, text: text.trim(), page, ...(file ? { file } : {}) })
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.feedback })
      toast(t('feedback:sent'))
      onClose()
    },
  })
  const ready = text.trim() !== '' && !send.isPending
  const paste = (event: ClipboardEvent) => {
    const found = pictureOf(event.clipboardData.files)
    if (!found) return
    event.preventDefault()
    setPicture(found)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('feedback:about', { form: name })}
      footer={
        <DialogButtons
          label={t('feedback:send')}
          busy={send.isPending}
          disabled={!ready}
          onCancel={onClose}
          onRun={() => send.mutate()}
        />
      }
    >
      <div className="flex flex-col gap-3">
        <textarea
          className="field-control min-h-28 resize-y py-2"
          aria-label={t('feedback:words')}
          placeholder={t('feedback:placeholder')}
          maxLength={LONGEST}
          value={text}
          onChange={event => setText(event.target.value)}
          onPaste={paste}
          {...composition.handlers}
          onKeyDown={event => {
            if (event.key !== 'Enter' || !hasMod(event) || composition.isComposing(event)) return
            event.preventDefault()
            if (ready) send.mutate()
          }}
        />
        <input
          ref={input}
          type="file"
          accept="image/*"
          className="hidden"
          tabIndex={-1}
          aria-label={t('feedback:picture')}
          onChange={event => {
            setPicture(pictureOf(event.target.files))
            event.target.value = ''
          }}
        />
        {picture ? (
          <p className="flex items-center gap-2 rounded-8 bg-subtle py-1 pl-3 pr-1 text-13">
            <ImagePlus size={15} className="shrink-0 text-fg-3" aria-hidden="true" />
            <span className="min-w-0 flex-1 truncate">{picture.name}</span>
            <IconButton label={t('feedback:without_picture')} onClick={() => setPicture(undefined)}>
              <X size={15} />
            </IconButton>
          </p>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              className="max-md:h-11"
              icon={<ImagePlus size={15} />}
              onClick={() => input.current?.click()}
            >
              {t('feedback:picture')}
            </Button>
            <span className="text-12 text-fg-3 max-md:hidden">{t('feedback:picture_hint')}</span>
          </div>
        )}
        {send.isError && (
          <p role="alert" className="text-13 text-bad">
            {problemText(send.error)}
          </p>
        )}
        <p className="text-12 text-fg-3">{t('feedback:hint')}</p>
      </div>
    </Dialog>
  )
}
