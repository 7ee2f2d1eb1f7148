import { useTranslation } from 'react-i18next'
import type { WhyNot } from './read-only'

/** Under a cell that somebody wanted to edit and that cannot be: why. */
export function ReadOnlyHint({ why }: { why: WhyNot }) {
  const { t } = useTranslation()
  return (
    <span
      role="status"
      className="pop-in absolute left-0 top-full z-20 mt-1 whitespace-nowrap rounded-6 border border-line bg-raised px-2 py-1 text-12 font-normal text-fg-2 shadow-2"
    >
      {t(`records:read_only.${why}`)}
    </span>
  )
}
