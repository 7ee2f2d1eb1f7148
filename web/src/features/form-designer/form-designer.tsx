import { useQueryClient } from '@tanstack/react-query'
import { Eye, MoreHorizontal } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft, FormDocument } from '@/api/design-types'
import { getDraft, saveDraft } from '@/api/drafts'
import type { FieldProblem } from '@/api/http'
import { saveNow, useAutosave } from '@/features/designer/autosave'
import { ConflictDialog } from '@/features/designer/conflict-dialog'
import { DesignerBar } from '@/features/designer/designer-bar'
import { DragArea } from '@/features/designer/dnd'
import { makeDesigner, useDesignerState, useDoc, useSelected } from '@/features/designer/store'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Button, IconButton } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import { MenuButton } from '@/ui/menu'
import { toast } from '@/ui/toast'
import { Canvas, groupKey } from './canvas'
import { culpritOf, type Place } from './document'
import { FormDialogs, type Open } from './form-dialogs'
import { Ghost } from './ghost'
import { Inspector } from './inspector'
import { Palette } from './palette'
import { Preview } from './preview'
import { localProblems, problemWords } from './problem-words'
import { ProblemsButton } from './problems-button'
import { refusedProblems, useRefused } from './refused'
import { type Side, SidePanel } from './side-panel'
import { type Dragged, useFormCommands } from './use-form-commands'
import { usePublished } from './use-published'

type Mode = 'edit' | 'desktop' | 'phone'

/** The form designer: palette, canvas, inspector around one document. */
export function FormDesigner({ draft, onReload }: { draft: Draft; onReload: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const client = useQueryClient()
  const [designer] = useState(() => makeDesigner<FormDocument>(draft.form, draft.revision))
  const [mode, setMode] = useState<Mode>('edit')
  const [open, setOpen] = useState<Open>()
  const narrow = usePhone()
  const [side, setSide] = useState<Side>('settings')
  const code = draft.form.code
  const save = useCallback((doc: FormDocument, revision: number) => saveDraft(code, revision, doc), [code])
  useAutosave(designer, save)
  const doc = useDoc(designer)
  const conflict = useDesignerState(designer, state => state.conflict)
  const revision = useDesignerState(designer, state => state.revision)
  const published = usePublished(draft)
  const refused = useRefused(designer)
  const failure = useDesignerState(designer, state => state.failure)
  const reason = refused[0] ? problemWords(doc, refused[0]) : failure ? problemText(failure) : undefined
  const problems = useMemo(() => [...localProblems(doc), ...refused], [doc, refused])
  const wrong = useMemo(() => {
    const ids = problems.map(problem => culpritOf(doc, problem.field))
    return new Set(ids.flatMap(culprit => ('field' in culprit ? [culprit.field] : [])))
  }, [problems, doc])
  const commands = useFormCommands(designer, published, {
    save: () => void saveNow(designer, save),
    archive: field => setOpen({ dialog: 'archive', field }),
    showFields: () => setSide('fields'),
  })
  const selected = useSelected(designer)
  useEffect(() => {
    if (selected !== undefined) setSide('settings')
  }, [selected])
  const palette = <Palette onAdd={commands.add} />
  const inspector = <Inspector designer={designer} published={published} onRemove={commands.card.remove} />
  const name = words(doc.name) || t('designer:unnamed')
  useEffect(() => {
    document.title = `${t('app:nav.design', { form: name })} · Clew`
  }, [t, name])
  const pick = (problem: FieldProblem) => {
    setOpen(undefined)
    setMode('edit')
    const culprit = culpritOf(designer.doc(), problem.field)
    if ('field' in culprit) designer.select(culprit.field)
    else designer.select('group' in culprit ? groupKey(culprit.group) : undefined)
  }
  const publish = async () => {
    // What is checked and published is what the server holds: the last edits go there first.
    if (await saveNow(designer, save)) setOpen({ dialog: 'publish' })
    else if (!designer.store.getState().conflict) {
      const failed = designer.store.getState().failure
      const first = refusedProblems(failed)[0]
      const why = first ? problemWords(designer.doc(), first) : failed ? problemText(failed) : ''
      toast(why ? t('designer:save.failed_why', { reason: why }) : t('designer:save.failed'), { tone: 'bad' })
      if (first) pick(first)
    }
  }
  /** What is on the screen is no longer to be saved. */
  const forget = () => designer.load(designer.doc(), designer.store.getState().revision)
  const reload = () => {
    setOpen(undefined)
    forget()
    void client.removeQueries({ queryKey: ['draft', code, 'check'] })
    onReload()
  }
  return (
    <>
      <DesignerBar
        designer={designer}
        name={name}
        onBack={() => go(draft.base_version > 0 ? `/f/${code}` : '/')}
        onSave={() => void saveNow(designer, save)}
        reason={reason}
        center={
          mode === 'edit' ? null : (
            <Segmented
              label={t('designer:preview.device')}
              value={mode}
              options={[
                { value: 'desktop', label: t('designer:preview.desktop') },
                { value: 'phone', label: t('designer:preview.phone') },
              ]}
              onChange={setMode}
            />
          )
        }
        tools={
          <>
            <ProblemsButton doc={doc} problems={problems} onPick={pick} />
            <Button
              icon={<Eye size={14} />}
              aria-pressed={mode !== 'edit'}
              onClick={() => setMode(mode === 'edit' ? 'desktop' : 'edit')}
            >
              {mode === 'edit' ? t('designer:preview.action') : t('designer:preview.leave')}
            </Button>
            <MenuButton
              label={t('app:more')}
              items={[
                {
                  key: 'versions',
                  label: t('designer:versions.title'),
                  disabled: draft.base_version === 0,
                  run: () => setOpen({ dialog: 'versions' }),
                },
                {
                  key: 'discard',
                  label: t('designer:discard.action'),
                  danger: true,
                  apart: true,
                  disabled: revision === 0,
                  run: () => setOpen({ dialog: 'discard' }),
                },
                {
                  key: 'delete',
                  label: t('designer:delete.action'),
                  danger: true,
                  disabled: draft.base_version === 0,
                  run: () => setOpen({ dialog: 'delete' }),
                },
              ]}
            >
              {trigger => (
                <IconButton {...trigger} label={t('app:more')}>
                  <MoreHorizontal size={16} />
                </IconButton>
              )}
            </MenuButton>
          </>
        }
        canPublish={revision > 0 || designer.store.getState().history.past.length > 0}
        onPublish={() => void publish()}
      />
      {mode === 'edit' ? (
        <DragArea<Dragged, { place: Place; end?: boolean }>
          ghost={dragged => <Ghost dragged={dragged} />}
          onDrop={(dragged, { target, after }) =>
            commands.drop(
              dragged,
              target.end ? target.place : { ...target.place, index: target.place.index + Number(after) },
            )
          }
        >
          <main className="flex min-h-0 flex-1">
            {!narrow && palette}
            <Canvas designer={designer} commands={commands.card} wrong={wrong} />
            {narrow ? (
              <SidePanel side={side} onSide={setSide}>
                {side === 'fields' ? palette : inspector}
              </SidePanel>
            ) : (
              inspector
            )}
          </main>
        </DragArea>
      ) : (
        <main className="flex min-h-0 flex-1 flex-col">
          <Preview doc={doc} device={mode} />
        </main>
      )}
      <FormDialogs
        open={open}
        doc={doc}
        revision={revision}
        onClose={() => setOpen(undefined)}
        onArchive={commands.archiveNow}
        onProblem={pick}
        onReload={reload}
        onLeave={() => {
          forget()
          go('/')
        }}
      />
      {conflict && (
        <ConflictDialog
          onReload={reload}
          onKeep={async () => {
            const theirs = await getDraft(code)
            designer.store.setState({ revision: theirs.revision, conflict: false })
            void saveNow(designer, save)
          }}
        />
      )}
    </>
  )
}
