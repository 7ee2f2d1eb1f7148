import { Select as Antd, type SelectProps } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { fitting, loadSounds } from '@/lib/fit'
import { AntdRoot } from './root'

type Option = NonNullable<SelectProps['options']>[number]
type Search = Exclude<SelectProps['showSearch'], boolean | undefined>

/** A list to choose from, one or several, with a search in it: by name or by its pinyin, the name itself first. */
export function Select<Value, One extends Option = Option>({
  showSearch,
  ...props
}: SelectProps<Value, One>) {
  const searched = showSearch !== undefined
  // The list is searched anew once it can be heard.
  const [, setHeard] = useState(false)
  const typed = useRef('')
  useEffect(() => {
    if (!searched) return
    let left = false
    loadSounds().then(
      () => !left && typed.current !== '' && setHeard(true),
      // Without a line it is searched by its words alone.
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [searched])
  const search = typeof showSearch === 'object' ? byName(showSearch as Search, typed) : showSearch
  return (
    <AntdRoot>
      <Antd<Value, One> {...props} {...(search === undefined ? {} : { showSearch: search })} />
    </AntdRoot>
  )
}

/** Where a list is searched here, it is by the words that `optionFilterProp` names. */
function byName(search: Search, said: RefObject<string>): Search {
  const { optionFilterProp: prop } = search
  if (typeof prop !== 'string' || search.filterOption !== undefined) return search
  const rank = (option: Option | undefined, typed: string): number | undefined => {
    const name = option?.[prop]
    const own = typeof name === 'string' ? fitting(name, typed) : undefined
    // A heading is as good as the best below it.
    const below = ((option?.options as Option[] | undefined) ?? []).flatMap(inner => rank(inner, typed) ?? [])
    return own === undefined && below.length === 0 ? undefined : Math.min(own ?? LAST, ...below)
  }
  return {
    ...search,
    onSearch: text => {
      said.current = text
      search.onSearch?.(text)
    },
    filterOption: (typed, option) => {
      const name = option?.[prop]
      return typeof name === 'string' && fitting(name, typed) !== undefined
    },
    filterSort: (a, b, { searchValue }) => (rank(a, searchValue) ?? LAST) - (rank(b, searchValue) ?? LAST),
  }
}

const LAST = 99
