import { keyName } from '@/lib/keys'

export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-[4px] border border-line bg-subtle px-1 font-sans text-[11px] leading-none text-fg-3">
      {keyName(keys)}
    </kbd>
  )
}
