import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'
import type { WhyNot } from './read-only'

/** Under a cell that somebody wanted to edit and that cannot be: why. */
export function ReadOnlyHint({ why, end }: { why: WhyNot; end: boolean }) {
  const { t } = useTranslation()
  return (
    <span
      role="status"
      className={cx(
        'pop-in absolute top-full z-20 mt-1 whitespace-nowrap rounded-6 border border-line bg-raised px-2 py-1 text-12 font-normal text-fg-2 shadow-2',
        end ? 'right-0' : 'left-0',
      )}
    >
      {t(`records:read_only.${why}`)}
    </span>
  )
}
