import type { ReactNode } from 'react'
import type { Named } from '@/lib/mention'
import { type Block, blocksOf, type Word } from '@/lib/rich-text'

/** What was said, with its lists, quotes and links, and the people it mentions by their names of today. */
export function ActivityText({ text, people }: { text: string; people: readonly Named[] | undefined }) {
  return blocksOf(text, people).map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
    <BlockOf key={index} block={block} />
  ))
}

function BlockOf({ block }: { block: Block }) {
  if (block.is === 'quote') {
    return (
      <blockquote className="my-0.5 whitespace-pre-wrap border-l-2 border-line-strong pl-2.5 text-fg-2">
        <Words of={block.words} />
      </blockquote>
    )
  }
  if (block.is === 'words') {
    return (
      <p className="min-h-[1lh] whitespace-pre-wrap">
        <Words of={block.words} />
      </p>
    )
  }
  const List = block.ordered ? 'ol' : 'ul'
  return (
    <List
      start={block.ordered ? block.start : undefined}
      className={block.ordered ? 'my-0.5 list-decimal pl-6' : 'my-0.5 list-disc pl-5'}
    >
      {block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index} className="whitespace-pre-wrap">
          <Words of={item} />
        </li>
      ))}
    </List>
  )
}

function Words({ of }: { of: readonly Word[] }): ReactNode {
  return of.map((word, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    return <WordOf key={index} word={word} />
  })
}

function WordOf({ word }: { word: Word }): ReactNode {
  if (word.is === 'text') return word.text
  if (word.is === 'mention') return <span className="font-medium text-accent">{`@${word.name}`}</span>
  if (word.is === 'bold') {
    return (
      <strong className="font-semibold">
        <Words of={word.words} />
      </strong>
    )
  }
  return (
    <a
      href={word.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {word.text}
    </a>
  )
}
