import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formQuery } from '@/api/queries'
import type { Form, RecordFull } from '@/api/types'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { slots } from '@/slots'
import { Arriving } from '@/ui/arriving'
import { IconButton } from '@/ui/button'
import { FeedbackButton } from '@/ui/feedback-button'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, ErrorState, HomeLink } from '@/ui/states'
import { ActionBanner } from './detail/action-banner'
import { BackLinks } from './detail/back-links'
import { BinBanner } from './detail/bin-banner'
import { FieldList } from './detail/field-list'
import { LastActivity } from './detail/last-activity'
import { NextChip } from './detail/next-chip'
import { OwnerChip } from './detail/owner-chip'
import { PhoneActions } from './detail/phone-actions'
import { RecordActions } from './detail/record-actions'
import { RecordMenu } from './detail/record-menu'
import { stageField } from './detail/record-parts'
import { isTrashed, titleOf, useRecord } from './detail/record-view'
import { StageBar } from './detail/stage-bar'
import { TabBar } from './detail/tab-bar'
import { PANES, usePane } from './detail/use-pane'
import { Walker } from './detail/walker'
import { ConflictDialog } from './edit/conflict-asked'
import { useSave } from './edit/use-save'
import { useUndo } from './edit/use-undo'
import { useUndoKeys } from './edit/use-undo-keys'
import { formSeen, PoolBanner } from './pool/pool-banner'
import { Composer } from './timeline/composer'
import { Timeline } from './timeline/timeline'

export function RecordPage({ form: code, id }: { form: string; id: string }) {
  const form = useQuery(formQuery(code))
  const record = useRecord(code, id)
  const error = (form.data ? undefined : form.error) ?? (record.data ? undefined : record.error)
  if (error)
    return (
      <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), record.refetch()])}>
        <HomeLink />
      </ErrorState>
    )
  if (!form.data || !record.data) return <Bones rows={12} />
  return <Ready form={form.data} record={record.data} />
}

function Ready({ form, record }: { form: Form; record: RecordFull }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const router = useRouter()
  const go = useGo()
  const [pane, setPane] = usePane()
  const save = useSave(form)
  const stage = stageField(form)
  const canEdit = record.can.edit && !isTrashed(record)
  const title = titleOf(form, record)
  const { undo, redo } = useUndo(form, save, record.id)
  useUndoKeys(undo, redo)
  const back = () => (router.history.canGoBack() ? router.history.back() : go(`/f/${form.code}`))
  const head = (
    <div className="flex flex-col gap-3">
      <BinBanner form={form} record={record} />
      <PoolBanner form={form} record={record} />
      <ActionBanner form={form} record={record} />
      {stage && <StageBar form={form} field={stage} record={record} save={save} canEdit={canEdit} />}
      {phone && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <OwnerChip form={form} record={record} save={save} canEdit={canEdit} />
          <NextChip form={form} record={record} save={save} canEdit={canEdit} />
          <RecordActions form={form} record={record} />
        </div>
      )}
    </div>
  )
  const fields = <FieldList form={formSeen(form, record)} record={record} save={save} canEdit={canEdit} />
  const tasks = slots.RecordTasks && (
    <Arriving>
      <slots.RecordTasks form={form.code} id={record.id} canAdd={canEdit} />
    </Arriving>
  )
  if (phone) {
    return (
      <>
        <SheetHeader title={title} onBack={back}>
          <RecordMenu
            form={form}
            record={record}
            onGone={() => go(`/f/${form.code}`, { replace: true })}
            size="touch"
          />
        </SheetHeader>
        <div className="min-h-0 flex-1 overflow-y-auto bg-surface">
          <div className="flex flex-col gap-3 p-4 pb-2">
            {head}
            {pane === 'facts' && (
              <LastActivity form={form.code} record={record} onOpen={() => setPane('timeline')} />
            )}
          </div>
          <div className="sticky top-0 z-10 bg-surface px-4">
            <TabBar
              wide
              label={t('records:pane.label')}
              names={PANES.map(name => t(`records:pane.${name}`))}
              at={PANES.indexOf(pane)}
              onPick={index => setPane(PANES[index] ?? 'facts')}
            />
          </div>
          {pane === 'facts' ? (
            <>
              <div className="px-4 py-3">{fields}</div>
              <BackLinks form={form.code} id={record.id} title={title} canBegin={!isTrashed(record)} />
            </>
          ) : (
            <div className="p-4">
              {tasks}
              <Timeline form={form} record={record} canEdit={canEdit} />
            </div>
          )}
        </div>
        {canEdit && <PhoneActions form={form} record={record} onWritten={() => setPane('timeline')} />}
        <ConflictDialog form={form} />
      </>
    )
  }
  return (
    <>
      <SheetHeader
        tab={title}
        title={
          <span className="flex items-center gap-2">
            <IconButton label={t('app:back')} onClick={back}>
              <ArrowLeft size={16} />
            </IconButton>
            <span className="truncate">{title}</span>
            <span className="font-normal text-fg-3">{words(form.name)}</span>
          </span>
        }
      >
        <OwnerChip form={form} record={record} save={save} canEdit={canEdit} />
        <NextChip form={form} record={record} save={save} canEdit={canEdit} />
        <RecordActions form={form} record={record} />
        <Walker
          form={form.code}
          id={record.id}
          onWalk={to => go(`/f/${form.code}/${to}`, { replace: true })}
        />
        <FeedbackButton form={{ code: form.code, name: words(form.name) }} />
        <RecordMenu form={form} record={record} onGone={() => go(`/f/${form.code}`, { replace: true })} />
      </SheetHeader>
      <div className="flex min-h-0 flex-1 border-t border-line">
        <div className="scroll-quiet min-w-0 flex-[3] overflow-y-auto px-6 py-4">
          {head}
          <div className="mt-4 max-w-[760px]">{fields}</div>
        </div>
        <div className="scroll-quiet flex min-w-[340px] max-w-[560px] flex-[2] flex-col overflow-y-auto border-l border-line">
          <div className="px-5 py-4">
            {canEdit && <Composer form={form} record={record} />}
            <div className="mt-4">{tasks}</div>
            <h2 className="mb-2 text-13 font-medium">{t('records:timeline.title')}</h2>
            <Timeline form={form} record={record} canEdit={canEdit} />
          </div>
          <BackLinks form={form.code} id={record.id} title={title} canBegin={!isTrashed(record)} />
        </div>
      </div>
      <ConflictDialog form={form} />
    </>
  )
}
