const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A typed id (`rec_…`): a UUIDv7 as 26 characters of Crockford base 32. Works without a secure context. */
export function newId(prefix: string, now: number = Date.now()): string {
  const bytes = new Uint8Array(16)
  globalThis.crypto.getRandomValues(bytes)
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 256 ** (5 - i)) & 0xff
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < 26; i += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '0') + text
    value >>= 5n
  }
  return `${prefix}_${text}`
}

/** Where the version of a UUID stands among the 26 characters: in the upper four bits of the eleventh. */
const VERSION_AT = 10

/** What a pack brings has an id made of its name, of version 5; what is made here has one made of the moment. */
export function isFromPack(id: string): boolean {
  const letter = id.slice(id.indexOf('_') + 1)[VERSION_AT]
  return letter !== undefined && ALPHABET.indexOf(letter) >> 1 === 5
}

/** When an id or a key was made here. */
export function madeAt(id: string): number {
  const text = id.slice(id.indexOf('_') + 1)
  const value = [...text].reduce((sum, letter) => sum * 32n + BigInt(ALPHABET.indexOf(letter)), 0n)
  return Number(value >> 80n)
}

/** A one-off key for Idempotency-Key. */
export function newKey(): string {
  return newId('key').slice(4)
}
