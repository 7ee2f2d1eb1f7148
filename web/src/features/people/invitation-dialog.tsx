import '@/i18n/people'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Invitation } from '@/api/types'
import { copyText } from '@/lib/clipboard'
import { fullTime } from '@/lib/format'
import { QRCode } from '@/ui/antd/qr-code'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { OnlyHere } from './only-here'

/** The link by which a person sets the password: to copy into a chat, or to scan. */
export function InvitationDialog({
  name,
  invitation,
  onClose,
}: {
  name: string
  invitation: Invitation
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { url } = invitation
  return (
    <Dialog
      open
      onClose={onClose}
      width={440}
      title={t('people:invitation.title', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('app:done')}</Button>
          <Button
            look="primary"
            data-autofocus=""
            icon={<Copy size={14} />}
            onClick={() => void copyText(url).then(done => done && toast(t('app:copied')))}
          >
            {t('people:invitation.copy')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col items-center gap-4">
        <p className="self-start text-13 text-fg-2">{t('people:invitation.hint', { name })}</p>
        <QRCode value={url} size={168} type="svg" color="#171a21" bgColor="#ffffff" />
        <code className="w-full select-all break-all rounded-8 bg-subtle px-3 py-2 text-12">{url}</code>
        {invitation.only_here && <OnlyHere />}
        <p className="text-12 text-fg-3">
          {t('people:invitation.until', { when: fullTime(invitation.expires_at) })}
        </p>
      </div>
    </Dialog>
  )
}
