import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ListSearch } from '@/lib/list-search'

/** A link to a list in a state. */
export function ListHref({
  form,
  search,
  className,
  children,
}: {
  form: string
  search: ListSearch
  className?: string
  children: ReactNode
}) {
  return (
    <Link to="/f/$form" params={{ form }} search={search} {...(className ? { className } : {})}>
      {children}
    </Link>
  )
}
