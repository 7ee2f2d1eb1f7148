import type { FormDocument } from '@/api/design-types'
import { checkDraft, discardDraft, getDraft, publishDraft, saveDraft } from '@/api/drafts'
import { Problem } from '@/api/http'
import type { Field, Kind, KindName, Option } from '@/api/types'
import { moneyIn } from '@/features/fields/kind-settings'
import { i18n } from '@/i18n/setup'
import { newId } from '@/lib/ids'
import type { Label } from '@/lib/label'

/** Kinds that a heading offers: those that need nothing but a name, and choices. */
export const QUICK_KINDS: readonly KindName[] = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'date_time',
  'yes_no',
  'choice',
  'choices',
  'phone',
  'email',
  'url',
  'person',
]

const HUES: readonly NonNullable<Option['hue']>[] = [
  'blue',
  'green',
  'amber',
  'violet',
  'red',
  'teal',
  'pink',
  'cyan',
]

export const labelIn = (text: string): Label => ({ [i18n.language === 'en' ? 'en' : 'zh-CN']: text })

/** Other languages keep their words. */
const relabelled = (label: Label, text: string): Label => ({
  ...(typeof label === 'string' ? { 'zh-CN': label } : label),
  ...(labelIn(text) as object),
})

const freeCode = (base: string, taken: ReadonlySet<string>): string => {
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}_${n}`
    if (!taken.has(code)) return code
  }
}

function kindFrom(type: KindName, options: readonly string[], currency: string): Kind {
  switch (type) {
    case 'number':
      return { type, decimals: 0 }
    case 'money':
      return moneyIn(currency)
    case 'choice':
    case 'choices':
      return {
        type,
        options: options.map((label, index) => ({
          id: newId('opt'),
          code: `option_${index + 1}`,
          label: labelIn(label),
          hue: HUES[index % HUES.length] ?? 'slate',
        })),
      }
    default:
      return { type }
  }
}

/** A new field of the document, with a code that no other has. */
export function newField(
  doc: FormDocument,
  type: KindName,
  name: string,
  options: readonly string[],
  currency: string,
): Field {
  const code = freeCode(type, new Set(doc.fields.map(field => field.code)))
  return {
    id: newId('fld'),
    code,
    name: labelIn(name),
    kind: kindFrom(type, options, currency),
    required: false,
    unique: false,
  }
}

export const withNewField = (doc: FormDocument, field: Field): FormDocument => ({
  ...doc,
  fields: [...doc.fields, field],
})

export const renamed = (doc: FormDocument, id: string, name: string): FormDocument => ({
  ...doc,
  fields: doc.fields.map(field =>
    field.id === id ? { ...field, name: relabelled(field.name, name) } : field,
  ),
})

/** Somebody is at work on this form in the designer: publishing from the list would publish their half-done work. */
export class DraftUnderWay extends Error {}

/** One small change of the form, in force at once. Nothing is left behind when it is refused. */
export async function publishChange(
  form: string,
  change: (doc: FormDocument) => FormDocument,
): Promise<void> {
  const draft = await getDraft(form)
  if ((await checkDraft(form)).differences.length > 0) throw new DraftUnderWay()
  await saveDraft(form, draft.revision, change(draft.form))
  try {
    const { problems } = await checkDraft(form)
    if (problems.length > 0) throw new Problem(422, { code: 'invalid', errors: problems })
    await publishDraft(form)
  } catch (error) {
    await discardDraft(form).catch(() => undefined)
    throw error
  }
}
