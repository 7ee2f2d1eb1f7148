import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePhone } from '@/lib/use-media'
import { Dialog } from '@/ui/dialog'
import { Kbd } from '@/ui/kbd'
import { setHelpOpen } from '@/ui/shell-store'
import { keysOf, topicOf } from './topics'
import './words'

/** What the page is for, and its keys. */
export function HelpPanel() {
  const { t } = useTranslation()
  const phone = usePhone()
  const { pathname } = useLocation()
  const topic = topicOf(pathname)
  const tables = keysOf(topic)
  const wide = tables.length > 2
  return (
    <Dialog open onClose={() => setHelpOpen(false)} width={wide ? 820 : 460} title={t('help:title')}>
      <div className="flex flex-col gap-5 pb-2">
        <p className="text-14 text-fg-2">{t(`help:topic.${topic}`)}</p>
        {/* A phone has no keys. */}
        {!phone && (
          <div className={wide ? 'columns-2 gap-8' : ''}>
            {tables.map(({ name, lines }) => (
              <section key={name} className="mb-5 break-inside-avoid">
                <h3 className="mb-1 text-12 font-medium text-fg-3">{t(`help:keys_of.${name}`)}</h3>
                <dl>
                  {lines.map(([keys, what]) => (
                    <div key={what} className="flex min-h-8 items-center gap-3 text-13">
                      <dt className="min-w-0 flex-1">{t(`help:keys.${what}`)}</dt>
                      <dd className="flex flex-wrap justify-end gap-1">
                        {keys.map(key => (
                          <Kbd key={key} keys={key} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        )}
      </div>
    </Dialog>
  )
}
