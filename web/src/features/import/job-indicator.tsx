export function JobIndicator() {
  return null
}
