import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '@/lib/clipboard'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'

/** A secret that is shown once. */
export function SecretDialog({
  title,
  hint,
  secret,
  onClose,
}: {
  title: string
  hint: string
  secret: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      open
      onClose={onClose}
      width={480}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('app:done')}</Button>
          <Button
            look="primary"
            icon={<Copy size={14} />}
            onClick={() => void copyText(secret).then(done => done && toast(t('app:copied')))}
          >
            {t('app:copy')}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-13 text-fg-2">{hint}</p>
      <code className="block select-all break-all rounded-8 bg-subtle px-3 py-2 text-13">{secret}</code>
    </Dialog>
  )
}
