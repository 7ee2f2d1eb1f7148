import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { useAtHand } from '@/lib/at-hand'
import { words } from '@/lib/label'
import { usePhone } from '@/lib/use-media'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { useOffer } from '@/ui/offers'
import { ConvertDialog } from './record-dialogs'
import { isClosed } from './record-parts'
import { isTrashed } from './record-view'

/** The form's own buttons on a record, while its pipeline is still open. */
export function RecordActions({ form, record }: { form: Form; record: RecordFull }) {
  const { i18n } = useTranslation()
  // On a phone the one primary is the follow-up under the thumb.
  const phone = usePhone()
  const [running, setRunning] = useState<string>()
  const offered = record.can.edit && !isTrashed(record) && !isClosed(form, record) ? form.actions : []
  useAtHand(offered.length > 0, () => [ConvertDialog])
  useOffer(
    offered.map(({ code, name }) => ({
      key: `action ${code}`,
      label: words(name, i18n.language),
      icon: <ArrowRightLeft size={16} />,
      run: () => setRunning(code),
    })),
  )
  if (offered.length === 0) return null
  const action = form.actions.find(candidate => candidate.code === running)
  return (
    <>
      {offered.map((candidate, index) => (
        <Button
          key={candidate.code}
          size="small"
          look={index === 0 && !phone ? 'primary' : 'default'}
          icon={<ArrowRightLeft size={13} />}
          onClick={() => setRunning(candidate.code)}
        >
          {words(candidate.name, i18n.language)}
        </Button>
      ))}
      <Arriving>
        {action && (
          <ConvertDialog form={form} record={record} action={action} onClose={() => setRunning(undefined)} />
        )}
      </Arriving>
    </>
  )
}
