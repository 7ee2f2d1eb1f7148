import { useRouter } from '@tanstack/react-router'

/** Navigation to a path that is data (a form's address, a slot), where typed routes cannot help. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return (href, options) => void router.navigate({ href, replace: options?.replace ?? false })
}
