/** Over a page whose session ended: whoever comes back as the same person goes on where they were. */
export function signInAgain(): void {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`)
}
