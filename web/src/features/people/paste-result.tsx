import '@/i18n/people'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PastedPerson } from '@/api/types'
import { copyText } from '@/lib/clipboard'
import { Button, IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
import { OnlyHere } from './only-here'

/** The links of everybody who was added: one by one, or all for a chat. */
export function PasteResult({ items, onClose }: { items: PastedPerson[]; onClose: () => void }) {
  const { t } = useTranslation()
  const made = items.flatMap(item =>
    item.created?.invitation
      ? [
          {
            line: item.line,
            name: item.name,
            url: item.created.invitation.url,
            onlyHere: item.created.invitation.only_here,
          },
        ]
      : [],
  )
  const left = items.filter(item => !item.created)
  const copy = (text: string) => void copyText(text).then(done => done && toast(t('app:copied')))
  return (
    <Dialog
      open
      onClose={onClose}
      width={640}
      title={t('people:paste.links')}
      footer={
        <>
          <Button onClick={onClose}>{t('app:done')}</Button>
          <Button
            look="primary"
            icon={<Copy size={14} />}
            disabled={made.length === 0}
            onClick={() => copy(made.map(item => `${item.name} ${item.url}`).join('\n'))}
          >
            {t('people:paste.copy_all')}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-13 text-fg-2">
        {t('people:paste.done', { count: made.length })}
        {made.length > 0 && t('people:paste.links_hint')}
      </p>
      {made.some(item => item.onlyHere) && (
        <div className="mb-3">
          <OnlyHere />
        </div>
      )}
      {left.length > 0 && (
        <p role="alert" className="mb-3 text-13 text-bad">
          {t('people:paste.left', {
            count: left.length,
            lines: left.map(item => item.line).join(t('filters:list_separator')),
          })}
        </p>
      )}
      <ul className="divide-y divide-line">
        {made.map(item => (
          <li key={item.line} className="flex h-10 items-center gap-3 text-13">
            <span className="w-28 shrink-0 truncate font-medium">{item.name}</span>
            <code className="min-w-0 flex-1 select-all truncate text-12 text-fg-3">{item.url}</code>
            <IconButton label={t('app:copy')} onClick={() => copy(item.url)}>
              <Copy size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
