import { Suspense } from 'react'
import './words'
import { Bones, ErrorState, HomeLink } from '@/ui/states'
import { Outcome } from './import-parts'
import { useImport } from './use-import'
import { Wizard } from './wizard'

/** An import by its address: being prepared, running, or done. */
export function ImportPage({ id, step }: { id: string; step: string | undefined }) {
  const live = useImport(id)
  if (live.error)
    return (
      <ErrorState error={live.error} onRetry={live.reload}>
        <HomeLink />
      </ErrorState>
    )
  if (!live.shown) return <Bones rows={8} height={44} />
  if (live.shown.state !== 'draft')
    return (
      <Suspense fallback={<Bones rows={8} height={44} />}>
        <Outcome one={live.shown} onChanged={live.reload} />
      </Suspense>
    )
  return <Wizard one={live.shown} live={live} step={step} />
}
