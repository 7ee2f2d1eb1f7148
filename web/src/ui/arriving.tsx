import { Children, Component, isValidElement, type ReactNode, Suspense } from 'react'
import { useLine } from '@/api/http'
import { i18n } from '@/i18n/setup'
import { nextTry, Try, thisTry } from '@/lib/later'
import { isMissingCode } from '@/lib/missing-code'
import { codeText } from '@/lib/problem-text'
import { world } from '@/lib/world'
import { toast } from './toast'

interface ArrivingProps {
  /** Stands there until the code comes; with a way to try again, told to it, where it could not be had. */
  fallback?: ReactNode | ((again: (() => void) | undefined) => ReactNode)
  children: ReactNode
}

interface ArrivingState {
  attempt: number
  failed?: { error: unknown } | undefined
}

/** What is asked for, as far as one can tell: functions are made anew by every page. */
const asked = (children: ReactNode): string =>
  JSON.stringify(
    Children.toArray(children).map(child =>
      isValidElement<Record<string, unknown>>(child)
        ? [child.key, Object.entries(child.props).filter(([, value]) => Object(value) !== value)]
        : child,
    ),
  )

/**
 * The place of a part of a page whose code comes later. Where the code cannot be had the page around it stays as it is: that
 * is told, with a way to try again. It is tried again by itself once the line is back, and for whatever else is asked for here.
 */
export class Arriving extends Component<ArrivingProps, ArrivingState> {
  override state: ArrivingState = { attempt: thisTry() }
  private failures = 0
  /** The server answers and has no such code, or the browser does not ask for it again: only a new page helps. */
  private isOld = false
  private unlisten: (() => void) | undefined

  static getDerivedStateFromError(error: unknown): Partial<ArrivingState> {
    return { failed: { error } }
  }

  override componentDidMount(): void {
    this.unlisten = useLine.subscribe((line, before) => {
      if (before.lost && !line.lost && this.state.failed) this.again()
    })
  }

  override componentWillUnmount(): void {
    this.unlisten?.()
  }

  override componentDidCatch(error: unknown): void {
    if (!isMissingCode(error)) return
    this.failures += 1
    void world.answers().then(answered => {
      this.isOld = answered && this.failures > 1
      if (this.isOld) this.sayOld()
      else
        toast(codeText('offline'), { tone: 'bad', action: { label: i18n.t('app:retry'), run: this.retry } })
    })
  }

  private sayOld(): void {
    toast(i18n.t('app:part_missing'), {
      tone: 'bad',
      action: { label: i18n.t('app:reload'), run: world.startOver },
    })
  }

  override componentDidUpdate(before: ArrivingProps): void {
    // Closed and opened once more, or asked for another one: that is asked anew.
    if (this.state.failed && asked(before.children) !== asked(this.props.children)) this.again()
  }

  // A new page is what the person says: it takes with it what is written around.
  retry = (): void => {
    if (this.isOld) this.sayOld()
    else this.again()
  }

  again = (): void => this.setState({ failed: undefined, attempt: nextTry() })

  override render(): ReactNode {
    const { fallback = null, children } = this.props
    const { failed, attempt } = this.state
    if (failed && !isMissingCode(failed.error)) throw failed.error
    const standIn = typeof fallback === 'function' ? fallback(failed && this.retry) : fallback
    if (failed) return standIn
    return (
      <Suspense fallback={standIn}>
        <Try value={attempt}>{children}</Try>
      </Suspense>
    )
  }
}
