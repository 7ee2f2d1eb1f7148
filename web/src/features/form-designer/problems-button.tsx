import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import type { FieldProblem } from '@/api/http'
import { Button } from '@/ui/button'
import { Popover } from '@/ui/popover'
import { problemWords } from './problem-words'

/** How many things keep the form from being published; a click selects the culprit. */
export function ProblemsButton({
  doc,
  problems,
  onPick,
}: {
  doc: FormDocument
  problems: FieldProblem[]
  onPick: (problem: FieldProblem) => void
}) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  if (problems.length === 0) return null
  return (
    <>
      <Button
        look="quiet"
        className="text-bad!"
        icon={<CircleAlert size={15} />}
        aria-haspopup="dialog"
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('designer:problems.count', { count: problems.length })}
      </Button>
      <Popover
        open={anchor !== null}
        anchor={anchor}
        onClose={() => setAnchor(null)}
        align="end"
        width={360}
        label={t('designer:problems.title')}
      >
        <ul className="p-1">
          {problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity of their own.
            <li key={index}>
              <button
                type="button"
                className="flex w-full items-start gap-2 rounded-6 px-2 py-1.5 text-left text-13 hover:bg-hover"
                onClick={() => {
                  setAnchor(null)
                  onPick(problem)
                }}
              >
                <CircleAlert size={14} className="mt-[3px] shrink-0 text-bad" aria-hidden="true" />
                {problemWords(doc, problem)}
              </button>
            </li>
          ))}
        </ul>
      </Popover>
    </>
  )
}
