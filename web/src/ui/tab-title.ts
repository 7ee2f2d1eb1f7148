/** Text of the browser's tab: what is unread, the page, the product. */
let page = ''
let unread = 0

function write(): void {
  const title = page ? `${page} · Clew` : 'Clew'
  document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${title}` : title
}

export function setTabTitle(title: string): void {
  page = title
  write()
}

export function setTabCount(count: number): void {
  unread = count
  write()
}
