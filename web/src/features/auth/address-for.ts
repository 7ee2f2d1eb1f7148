/** Hosts that lead back to the machine on which they are opened. */
const OWN = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/

/** Where others find the server: as this browser found it, unless that is its own machine; then as the network knows it. */
export function addressFor(origin: string, addresses: readonly string[]): string | undefined {
  return OWN.test(new URL(origin).hostname) ? addresses[0] : origin
}
