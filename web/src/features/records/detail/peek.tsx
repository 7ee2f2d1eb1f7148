import { Link } from '@tanstack/react-router'
import { Maximize2, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { IconButton } from '@/ui/button'
import { useLayer } from '@/ui/layers'
import { Bones, ErrorState } from '@/ui/states'
import { type Save, useSave } from '../edit/use-save'
import { formSeen, PoolBanner } from '../pool/pool-banner'
import { Composer } from '../timeline/composer'
import { Timeline } from '../timeline/timeline'
import { ActionBanner } from './action-banner'
import { BackLinks } from './back-links'
import { BinBanner } from './bin-banner'
import { FieldList } from './field-list'
import { LastActivity } from './last-activity'
import { NextChip } from './next-chip'
import { OwnerChip } from './owner-chip'
import { RecordActions } from './record-actions'
import { RecordMenu } from './record-menu'
import { stageField } from './record-parts'
import { isTrashed, titleOf, useRecord } from './record-view'
import { StageBar } from './stage-bar'
import { Walker } from './walker'

/** The record beside its list: 440 px in the flow, the list stays usable and ↑↓ walks. */
export function Peek({
  form,
  id,
  onClose,
  onWalk,
}: {
  form: Form
  id: string
  onClose: () => void
  onWalk: (id: string) => void
}) {
  const { t } = useTranslation()
  const { data: record, error, refetch } = useRecord(form.code, id)
  const save = useSave(form)
  useLayerQuietly(onClose)
  return (
    <aside
      aria-label={t('records:peek')}
      className="flex w-[440px] shrink-0 flex-col border-l border-line bg-surface"
    >
      <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line pl-4 pr-2">
        <h2 className="min-w-0 flex-1 truncate text-14 font-semibold">
          {record ? titleOf(form, record) : ''}
        </h2>
        <Walker form={form.code} id={id} onWalk={onWalk} beside />
        {record && <RecordMenu form={form} record={record} onGone={onClose} />}
        <Link
          to="/f/$form/$id"
          params={{ form: form.code, id }}
          aria-label={t('records:open_page')}
          title={t('records:open_page')}
          className="inline-flex size-7 items-center justify-center rounded-6 text-fg-2 hover:bg-hover hover:text-fg"
        >
          <Maximize2 size={15} />
        </Link>
        <IconButton label={t('app:close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      {error && !record ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : record ? (
        <Body key={record.id} form={form} record={record} save={save} />
      ) : (
        <Bones rows={10} height={32} />
      )}
    </aside>
  )
}

function Body({ form, record, save }: { form: Form; record: RecordFull; save: Save }) {
  const { t } = useTranslation()
  const timeline = useRef<HTMLHeadingElement>(null)
  const stage = stageField(form)
  const canEdit = record.can.edit && !isTrashed(record)
  return (
    <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto">
      <div className="flex flex-col gap-3 px-4 py-3">
        <BinBanner form={form} record={record} />
        <PoolBanner form={form} record={record} />
        <ActionBanner form={form} record={record} />
        {stage && <StageBar form={form} field={stage} record={record} save={save} canEdit={canEdit} />}
        <div className="flex flex-wrap items-center gap-2 text-13 text-fg-2">
          <OwnerChip form={form} record={record} save={save} canEdit={canEdit} />
          <NextChip form={form} record={record} save={save} canEdit={canEdit} />
          <span className="ml-auto flex items-center gap-1">
            <RecordActions form={form} record={record} />
          </span>
        </div>
        {canEdit && <Composer form={form} record={record} />}
        <LastActivity
          form={form.code}
          record={record}
          onOpen={() => timeline.current?.scrollIntoView({ block: 'start' })}
        />
      </div>
      <div className="border-t border-line px-4 py-3">
        <FieldList form={formSeen(form, record)} record={record} save={save} canEdit={canEdit} />
      </div>
      <BackLinks
        form={form.code}
        id={record.id}
        title={titleOf(form, record)}
        canBegin={!isTrashed(record)}
      />
      <div className="border-t border-line px-4 py-3">
        {slots.RecordTasks && (
          <Arriving>
            <slots.RecordTasks form={form.code} id={record.id} canAdd={canEdit} />
          </Arriving>
        )}
        <h3 ref={timeline} className="mb-2 text-13 font-medium">
          {t('records:timeline.title')}
        </h3>
        <Timeline form={form} record={record} canEdit={canEdit} />
      </div>
    </div>
  )
}

/** Escape closes the peek when nothing above it is open. */
function useLayerQuietly(close: () => void): void {
  useLayer(true, close, true)
}
