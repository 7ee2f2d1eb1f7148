import { CircleAlert, LogIn } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLine } from '@/api/http'
import { useMe } from '@/api/queries'
import { startCreating } from '@/lib/preset'
import { signInAgain } from '@/lib/sign-in-again'
import { useGo } from '@/lib/use-go'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Dialog } from '@/ui/dialog'
import { forgetRefused, listedOf, type RefusedCell, useRefused } from './refused'
import { countUnsent, useUnsent } from './unsent'

/** That the session ended, with what waits for the next one; and the edits that the server would not take. */
export function KeptStrip({ inside }: { inside: boolean }) {
  const { t } = useTranslation()
  const me = useMe()
  const ended = useLine(state => state.ended)
  const waiting = useUnsent(countUnsent)
  const refused = useRefused(state => state.cells)
  const [open, setOpen] = useState(false)
  const late = listedOf({ cells: refused }).filter(([cell]) => cell?.person === me.id)
  const line = cx(
    'flex min-h-11 shrink-0 items-center gap-2 text-left text-13 md:min-h-9 md:justify-center',
    !inside && 'px-4',
  )
  return (
    <>
      {ended && (
        <div className={cx(line, 'bg-warn-soft text-warn')}>
          <LogIn size={15} className="shrink-0" aria-hidden="true" />
          <p role="alert">{waiting > 0 ? t('offline:ended', { count: waiting }) : t('offline:ended_only')}</p>
          <Button size="small" className="max-md:ml-auto" onClick={signInAgain}>
            {t('offline:sign_in')}
          </Button>
        </div>
      )}
      {late.length > 0 && (
        <button type="button" onClick={() => setOpen(true)} className={cx(line, 'bg-bad-soft text-bad')}>
          <CircleAlert size={15} className="shrink-0" aria-hidden="true" />
          <span role="status">{t('offline:refused_edits', { count: late.length })}</span>
          <span className="ml-auto font-medium underline md:ml-2">{t('offline:decide')}</span>
        </button>
      )}
      <Dialog
        open={open && late.length > 0}
        onClose={() => setOpen(false)}
        title={t('offline:refused_title')}
      >
        <p className="mb-3 text-13 text-fg-3">{t('offline:refused_hint')}</p>
        <ul className="flex flex-col gap-3">
          {late.map(cells => (
            <RefusedItem
              key={`${cells[0]?.record}${cells[0]?.field}`}
              cells={cells}
              onLeave={() => setOpen(false)}
            />
          ))}
        </ul>
      </Dialog>
    </>
  )
}

/** One cell; of a row that was never made all that were refused, because it is put right as one. */
function RefusedItem({ cells, onLeave }: { cells: RefusedCell[]; onLeave: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const [first] = cells
  if (!first) return null
  const { form, record, title, unmade } = first
  return (
    <li className="flex flex-col gap-1 rounded-12 border border-line p-3">
      <p className="truncate text-14 font-medium">{title || t('records:untitled')}</p>
      {cells.map(cell => (
        <p key={cell.field} className="break-words text-13 text-bad">
          {cell.name}{' '}
          {t(cell.text === '' ? 'records:refused.mark_blank' : 'records:refused.mark', { ...cell })}
        </p>
      ))}
      {cells.some(cell => cell.less) && <p className="text-13 text-fg-3">{t('offline:less')}</p>}
      <div className="mt-1 flex justify-end gap-2">
        <Button
          onClick={() =>
            forgetRefused(
              record,
              cells.map(cell => cell.field),
            )
          }
        >
          {t('offline:give_up')}
        </Button>
        <Button
          look="primary"
          onClick={() => {
            onLeave()
            if (!unmade) return go(`/f/${form}/${record}`)
            // It stays among the refused until it is made.
            startCreating({ ...unmade }, {}, record)
            go(`/f/${form}?new=true`)
          }}
        >
          {t('offline:mend')}
        </Button>
      </div>
    </li>
  )
}
