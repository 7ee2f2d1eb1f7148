import { Children, Component, type ReactNode, Suspense } from 'react'
import { i18n } from '@/i18n/setup'
import { nextTry, Try, thisTry } from '@/lib/later'
import { isMissingCode } from '@/lib/missing-code'
import { codeText } from '@/lib/problem-text'
import { world } from '@/lib/world'
import { toast } from './toast'

interface PartProps {
  /** Stands there until the part comes. */
  fallback?: ReactNode
  children: ReactNode
}

interface PartState {
  attempt: number
  failed?: { error: unknown } | undefined
}

/**
 * The place of a part of a page whose code comes later. Where the code cannot be had the page around it stays as it is:
 * that is told, with a way to try again.
 */
export class Part extends Component<PartProps, PartState> {
  override state: PartState = { attempt: thisTry() }
  private failures = 0
  /** Whether the server answered although the code was missing. */
  private answered = false

  static getDerivedStateFromError(error: unknown): Partial<PartState> {
    return { failed: { error } }
  }

  override componentDidCatch(error: unknown): void {
    if (!isMissingCode(error)) return
    this.failures += 1
    this.answered = false
    void world.answers().then(answered => {
      this.answered = answered
    })
    // Some browsers fetch what failed once only for a new page.
    const run = () => (this.failures > 1 && this.answered ? world.startOver() : this.again())
    toast(codeText('offline'), { tone: 'bad', action: { label: i18n.t('app:retry'), run } })
  }

  override componentDidUpdate(): void {
    // Closed: whoever opens it once more asks anew.
    if (this.state.failed && Children.toArray(this.props.children).length === 0) this.again()
  }

  again = (): void => this.setState({ failed: undefined, attempt: nextTry() })

  override render(): ReactNode {
    const { fallback = null, children } = this.props
    const { failed, attempt } = this.state
    if (failed && !isMissingCode(failed.error)) throw failed.error
    if (failed) return fallback
    return (
      <Suspense fallback={fallback}>
        <Try value={attempt}>{children}</Try>
      </Suspense>
    )
  }
}
