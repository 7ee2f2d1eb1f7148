// Writes the token variables of src/styles/tokens.json as CSS, so that CSS and antd read one table.
import { readFileSync, writeFileSync } from 'node:fs'

const root = new URL('../src/styles/', import.meta.url)
const tokens = JSON.parse(readFileSync(new URL('tokens.json', root), 'utf8'))
const block = table =>
  Object.entries(table)
    .map(([name, value]) => `  --${name}: ${value};`)
    .join('\n')
const css = `/* Written by tools/make-tokens.mjs from tokens.json. */
:root {
  color-scheme: light;
${block(tokens.light)}
}
[data-theme="dark"] {
  color-scheme: dark;
${block(tokens.dark)}
}
`
writeFileSync(new URL('tokens.css', root), css)
