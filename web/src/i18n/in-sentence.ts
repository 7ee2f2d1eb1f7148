/**
 * A name inside an English sentence: “No leads yet” of “Leads”. A word with capitals of its own keeps them (VIP, McAllister),
 * and other scripts have none. Words ask for it as `{{form, inner}}`.
 */
export const inSentence = (name: string): string =>
  name.replace(/\p{L}[\p{L}\p{M}]*/gu, word => (/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word))
