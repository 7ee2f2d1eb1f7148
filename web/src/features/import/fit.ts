import type { FormFit, Import, ImportPatch } from '@/api/import-types'
import { i18n } from '@/i18n/setup'

const LONGEST = 60

/** How the columns fit a form; by default the one that the import goes to. */
export const fitOf = (one: Import, form = one.target.form): FormFit | undefined =>
  one.fits?.find(fit => fit.form === form)

/** What a form made of the table is called: as its sheet, if that has a name of its own, else as the file. */
export function newFormName(one: Import): string {
  const sheet = one.sheets[one.sheet]?.name.trim() ?? ''
  const own = /^(sheet|工作表)/i.test(sheet) ? '' : sheet
  // The server calls a table that was pasted `file`.
  const { name } = one.file
  const file =
    name === 'file'
      ? ''
      : name
          .replace(/\.\w+$/, '')
          .replace(/[_-]/g, ' ')
          .trim()
  return (own || file || i18n.t('import:target.unnamed')).slice(0, LONGEST)
}

/** A form of its own for the table. */
export const intoNewForm = (one: Import): ImportPatch => ({
  target: {
    form: null,
    new_form: {
      ...one.target.new_form,
      name: one.target.new_form?.name || newFormName(one),
      // The server makes one of the name.
      code: '',
    },
  },
  mode: 'new',
})

/** Of these forms the one that the table fits best. */
export function bestOf<T extends { code: string }>(one: Import, forms: readonly T[]): T | undefined {
  const place = (form: T) => {
    const at = (one.fits ?? []).findIndex(fit => fit.form === form.code)
    return at < 0 ? Number.POSITIVE_INFINITY : at
  }
  return forms.reduce<T | undefined>(
    (best, form) => (best === undefined || place(form) < place(best) ? form : best),
    undefined,
  )
}
