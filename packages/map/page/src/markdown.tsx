import type { ComponentChildren } from 'preact'
import { typeset } from './say.ts'

/** A page written in the plain Markdown of the house (titles, paragraphs, lists, tables), from one of its titles to the next of its level. */
export function Markdown({ source, from }: { readonly source: string; readonly from: string }) {
  return <>{partsOf(sectionOf(source, from)).map((part, rank) => draw(part, rank))}</>
}

/** The lines under « ## Titre », without it. */
export function sectionOf(source: string, title: string): readonly string[] {
  const lines = source.split('\n')
  const start = lines.indexOf(`## ${title}`)
  if (start < 0) return []
  const end = lines.findIndex((line, rank) => rank > start && line.startsWith('## '))
  return lines.slice(start + 1, end < 0 ? undefined : end)
}

type Part =
  | { readonly kind: 'title' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }

function partsOf(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = []
  let rank = 0
  const whileStarts = (mark: string): readonly string[] => {
    const found: string[] = []
    while (lines[rank]?.startsWith(mark)) found.push(lines[rank++] ?? '')
    return found
  }
  while (rank < lines.length) {
    const line = lines[rank] ?? ''
    if (line.startsWith('|')) {
      const rows = whileStarts('|').map((row) =>
        row
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      )
      // The second row only draws a line.
      parts.push({ kind: 'table', rows: rows.filter((_, i) => i !== 1) })
    } else if (line.startsWith('- ')) {
      parts.push({ kind: 'list', items: whileStarts('- ').map((item) => item.slice(2)) })
    } else {
      if (line.startsWith('#')) parts.push({ kind: 'title', text: line.replace(/^#+ /, '') })
      else if (line !== '') parts.push({ kind: 'paragraph', text: line })
      rank += 1
    }
  }
  return parts
}

function draw(part: Part, rank: number): ComponentChildren {
  switch (part.kind) {
    case 'title':
      return <h3 key={rank}>{inline(part.text)}</h3>
    case 'paragraph':
      return <p key={rank}>{inline(part.text)}</p>
    case 'list':
      return (
        <ul key={rank} class="plain-list">
          {part.items.map((item) => (
            <li key={item}>{inline(item)}</li>
          ))}
        </ul>
      )
    case 'table': {
      const [head = [], ...rows] = part.rows
      return (
        <section
          key={rank}
          class="scroll"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys
          tabIndex={0}
          aria-label={`Tableau ${rank + 1}\u00a0: ${head.filter((cell) => cell !== '').join(', ')}`}
        >
          <table class="simple">
            <thead>
              <tr>
                {head.map((cell, i) =>
                  cell === '' ? (
                    <td key={i} />
                  ) : (
                    <th key={i} scope="col">
                      {inline(cell)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) =>
                    j === 0 ? (
                      <th key={j} scope="row">
                        {inline(cell)}
                      </th>
                    ) : (
                      <td key={j}>{inline(cell)}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )
    }
  }
}

/** « **gras** » and « `code` »; no other mark is used there. */
function inline(text: string): ComponentChildren {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((piece, rank) => {
    if (piece.startsWith('**')) return <strong key={rank}>{typeset(piece.slice(2, -2))}</strong>
    if (piece.startsWith('`')) return <code key={rank}>{piece.slice(1, -1)}</code>
    return typeset(piece)
  })
}
