/**
 * A generated type said more sharply: `Sharper` replaces keys that the document leaves open, keys in `Perhaps` become
 * optional because the front end also makes such objects itself. A key that the document does not have does not compile, nor
 * does a sharper type that could not be the server's.
 */
export type Sharpened<
  Generated,
  Sharper extends {
    [Key in keyof Sharper]: Key extends keyof Generated ? IfNear<Sharper[Key], Generated[Key]> : never
  },
  Perhaps extends keyof Generated = never,
> = Omit<Generated, keyof Sharper | Perhaps> & Sharper & Partial<Pick<Generated, Perhaps>>

type IfNear<Ours, Theirs> = true extends Near<NonNullable<Ours>, NonNullable<Theirs>> ? unknown : never

/** Whether a value could be both: one can be read as the other, or they agree item by item, key by key. */
type Near<Ours, Theirs> = [Ours] extends [Theirs]
  ? true
  : [Theirs] extends [Ours]
    ? true
    : Ours extends readonly (infer Our)[]
      ? Theirs extends readonly (infer Their)[]
        ? Near<Our, Their>
        : false
      : Ours extends object
        ? Theirs extends object
          ? false extends EachKey<Ours, Theirs>
            ? false
            : true
          : false
        : false

type EachKey<Ours, Theirs> = {
  [Key in keyof Ours]-?: Key extends keyof Theirs
    ? true extends Near<NonNullable<Ours[Key]>, NonNullable<Theirs[Key]>>
      ? true
      : false
    : false
}[keyof Ours]
