/**
 * Places that other features fill: a route that exists is named here, and its buttons and entries appear everywhere.
 * A slot that is `undefined` shows nothing, so that there are no dead links.
 */
interface Slots {
  /** Import rows into a form. */
  importRecords: ((form: string) => string) | undefined
  /** Shape a form's fields and layout. */
  designForm: ((form: string) => string) | undefined
  /** Make a new form. */
  newForm: (() => string) | undefined
}

export const slots: Slots = { importRecords: undefined, designForm: undefined, newForm: undefined }
