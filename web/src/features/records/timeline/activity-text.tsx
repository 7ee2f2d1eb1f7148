import { type Named, partsOf } from './mention'

/** What was said, with the people it mentions by their names of today. */
export function ActivityText({ text, people }: { text: string; people: readonly Named[] | undefined }) {
  return partsOf(text, people).map((part, index) =>
    'mention' in part ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
      <span key={index} className="font-medium text-accent">
        {`@${part.mention}`}
      </span>
    ) : (
      part.text
    ),
  )
}
