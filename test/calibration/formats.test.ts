import { type Analysed, analyseDocument, check } from 'limpide'
import { readBytes } from 'limpide/read'
import { expect, test } from 'vitest'
import { writeDocx } from '../library/build/docx.ts'
import { writeOdt } from '../library/build/odt.ts'
import { writePdf } from '../library/build/pdf.ts'
import { type Block, parseRuns, type Source } from '../library/build/source.ts'
import { writtenPairs } from './read-pairs.ts'

const LETTERS = writtenPairs()
  .filter(({ source, kept }) => source === 'lettre' && !kept)
  .slice(0, 10)
  .flatMap(({ id, complex, clear }) => [
    { id: `${id} avant`, text: complex },
    { id: `${id} après`, text: clear },
  ])

/** The blocks of a letter in simple Markdown: headings, paragraphs and lists. */
function blocksOf(text: string): readonly Block[] {
  return text.split(/\n{2,}/).map((part): Block => {
    const heading = /^(#{1,2}) (.+)$/.exec(part)
    if (heading)
      return {
        kind: 'heading',
        level: heading[1] === '#' ? 1 : 2,
        runs: parseRuns(heading[2] ?? '', false),
        look: {},
      }
    if (/^(?:-|\d+\.) /.test(part)) {
      const items = part.split('\n').map((line) => parseRuns(line.replace(/^(?:-|\d+\.) /, ''), false))
      return { kind: 'list', ordered: !part.startsWith('-'), items, look: {} }
    }
    return { kind: 'paragraph', runs: parseRuns(part, false), look: {} }
  })
}

function laidOut(text: string): Source {
  return {
    output: 'lettre',
    title: 'Lettre',
    font: 'Arial',
    size: 11,
    spacing: 1.3,
    margin: 2.5,
    align: 'left',
    header: '',
    footer: '',
    logo: '',
    logoAlt: '',
    fields: 'none',
    splitRuns: false,
    tagged: true,
    scan: '',
    truncate: 0,
    blocks: blocksOf(text),
  }
}

const html = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => {
      const said = part
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
      const heading = /^(#{1,2}) (.+)$/.exec(said)
      if (heading) return `<h${heading[1]?.length}>${heading[2]}</h${heading[1]?.length}>`
      if (!/^(?:-|\d+\.) /.test(said)) return `<p>${said}</p>`
      const items = said.split('\n').map((line) => `<li>${line.replace(/^(?:-|\d+\.) /, '')}</li>`)
      return said.startsWith('-') ? `<ul>${items.join('')}</ul>` : `<ol>${items.join('')}</ol>`
    })
    .join('\n')

const noImage = (): Uint8Array => new Uint8Array()

async function read(bytes: Uint8Array, name: string): Promise<Analysed> {
  return analyseDocument(await readBytes(bytes, { name }), undefined, { noMinimum: true })
}

test('the same letter has the same score as txt, md, html, docx, odt and pdf, within its margin', async () => {
  const moved: string[] = []
  for (const { id, text } of LETTERS) {
    const { score } = check(text, { noMinimum: true })
    if (!score) throw new Error('no score')
    const source = laidOut(text)
    const others: Readonly<Record<string, Analysed>> = {
      txt: check(text.replace(/\*\*/g, '').replace(/^#+ /gm, ''), { format: 'txt', noMinimum: true }),
      html: check(html(text), { format: 'html', noMinimum: true }),
      docx: await read(writeDocx(source, noImage), 'lettre.docx'),
      odt: await read(writeOdt(source), 'lettre.odt'),
      pdf: await read(await writePdf(source, noImage), 'lettre.pdf'),
    }
    for (const [format, other] of Object.entries(others)) {
      const difference = (other.score?.value ?? Number.NaN) - score.value
      if (!(Math.abs(difference) <= score.margin))
        moved.push(`${id}, ${format} : ${difference.toFixed(1)} (marge ${score.margin.toFixed(1)})`)
    }
  }
  expect(moved).toEqual([])
})
