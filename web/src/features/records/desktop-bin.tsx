import type { View } from '@/api/types'
import { useBinColumns } from './bin-columns'
import { DesktopList } from './desktop-list'
import type { ListState } from './list-state'

/** The list of what was deleted: its table says by whom and when. */
export function DesktopBin({ list, views }: { list: ListState; views: View[] }) {
  return <DesktopList list={list} views={views} shown={useBinColumns(list)} />
}
