/** Local storage that never throws: private windows and full disks only lose comfort. */
export function readStored<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`clew.${key}`)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(`clew.${key}`)
    else localStorage.setItem(`clew.${key}`, JSON.stringify(value))
  } catch {
    // Nothing to do: the value lives on in memory.
  }
}

/** The names of all that is kept under names that begin so. */
export function storedKeys(start: string): string[] {
  try {
    return Object.keys(localStorage).flatMap(key => (key.startsWith(`clew.${start}`) ? key.slice(5) : []))
  } catch {
    return []
  }
}

/** Whether this very value is kept. */
export function inStorage(key: string, value: unknown): boolean {
  try {
    return localStorage.getItem(`clew.${key}`) === JSON.stringify(value)
  } catch {
    return false
  }
}

/** Plain strings that boot.js reads before any script of ours. */
export function writeStoredText(key: string, value: string): void {
  try {
    localStorage.setItem(`clew.${key}`, value)
  } catch {
    // As above.
  }
}
