let waiting: File | undefined

/** Gives a file that was dropped on one page to the page that is opened for it: an address cannot carry it. */
export function handOver(file: File): void {
  waiting = file
}

/** The file that was handed over, once. */
export function takeOver(): File | undefined {
  const file = waiting
  waiting = undefined
  return file
}
