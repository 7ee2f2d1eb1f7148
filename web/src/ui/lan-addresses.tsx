import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Lan } from '@/api/types'
import { copyText } from '@/lib/clipboard'
import { IconButton } from './button'
import { toast } from './toast'

/** The addresses under which others in the office open Clew, with a code for phones. */
export function LanAddresses({ lan }: { lan: Lan }) {
  const { t } = useTranslation()
  if (lan.addresses.length === 0) return <p className="text-13 text-fg-3">{t('app:lan.none')}</p>
  return (
    <div className="flex items-center gap-5 max-md:flex-col max-md:items-start">
      {lan.qr_svg && (
        <img
          alt={t('app:lan.qr')}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(lan.qr_svg)}`}
          className="size-32 shrink-0 rounded-8 border border-line bg-white p-1.5"
        />
      )}
      <ul className="flex min-w-0 flex-1 flex-col gap-1.5">
        {lan.addresses.map(address => (
          <li key={address} className="flex items-center gap-1">
            <code className="select-all truncate font-sans text-14 font-medium">{address}</code>
            <IconButton
              label={t('app:copy')}
              onClick={() => void copyText(address).then(() => toast(t('app:copied')))}
            >
              <Copy size={14} />
            </IconButton>
          </li>
        ))}
        <li className="text-12 text-fg-3">{t('app:lan.hint')}</li>
      </ul>
    </div>
  )
}
