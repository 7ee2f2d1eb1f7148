// The words of the pages, read where the pages have them: for journeys that are walked in more than one language.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Language = 'zh-CN' | 'en'

const FOLDER = join(import.meta.dirname, '../../../../web/src/i18n')

/** Says a sentence by its key, as `say('records:bulk.edit')`; fails where there is none. */
export function wordsOf(language: Language): (key: string, values?: Record<string, string>) => string {
  return (key, values = {}) => {
    const [file = '', path = ''] = key.split(':')
    const all = JSON.parse(readFileSync(join(FOLDER, language, `${file}.json`), 'utf8'))
    const said = path.split('.').reduce((part, name) => part?.[name], all)
    if (typeof said !== 'string') throw new Error(`${language} has no words for ${key}`)
    return said.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '')
  }
}

export type Say = ReturnType<typeof wordsOf>
