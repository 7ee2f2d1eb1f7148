/** The first picture among files that were pasted or chosen. */
export const pictureOf = (files: Iterable<File> | ArrayLike<File> | null): File | undefined =>
  files ? Array.from(files).find(file => file.type.startsWith('image/')) : undefined
