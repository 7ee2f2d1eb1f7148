/** What a person does to a document, as a value: menu, key, undo and test share it. */
export interface Edit<Doc> {
  /** Key of its words in `designer:edit.*`. */
  label: string
  apply: (doc: Doc) => Doc
  /** Edits with the same key that follow each other quickly (typing) are undone together. */
  merge?: string
}
