import type { ReviewAnswer } from '@limpide/server'
import { strToU8, zipSync } from 'fflate'
import { summarise } from './review-summary.ts'

type Remark = ReviewAnswer['remarks'][number]

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * A review as a Word file: the grade and what to do first, then the text itself, each remark in its margin as a Word
 * comment, which a colleague reads, answers and closes as usual.
 */
export function reviewDocx(review: ReviewAnswer, name: string, day: Date): Uint8Array {
  const { title, grade, facts, mentions, gains, rules } = summarise(review, name, day)
  const whole = review.remarks.filter(({ block }) => block < 0)
  const inText = review.remarks.filter(({ block }) => block >= 0)
  const idOf = new Map(inText.map((remark, id) => [remark, id]))
  const body = [
    paragraph(run(title), 'Title'),
    paragraph(run(grade, true)),
    ...facts.map((fact) => paragraph(run(fact))),
    ...section(
      'Mentions à ajouter',
      mentions.map((line) => bullet(run(line))),
    ),
    ...section(
      'À faire d’abord, si vous corrigez…',
      gains.map((line) => bullet(run(line))),
    ),
    ...section(
      'Sur tout le document',
      whole.map((remark) => bullet(run(`${remark.name}. `, true) + run(said(remark)))),
    ),
    ...section(
      'Le texte et ses remarques',
      review.blocks.map(({ kind, level = 2, text, depth, number }, rank) => {
        const own = inText.filter(({ block }) => block === rank)
        const inner = annotated(text, own, idOf)
        // The title of the document is under this page's own.
        if (kind === 'heading') return paragraph(inner, `Heading${Math.min(level + 1, 4)}`)
        if (depth === undefined) return paragraph(inner)
        return bullet(inner, depth, number)
      }),
    ),
    ...section(
      'Pourquoi ces remarques',
      rules.map(({ name: rule, why, advice }) => paragraph(run(`${rule}. `, true) + run(`${why} ${advice}`))),
    ),
  ]
  const comments = inText.map(
    (remark, id) =>
      `<w:comment w:id="${id}" w:author="Limpide" w:initials="L" w:date="${day.toISOString().slice(0, 19)}Z">` +
      `${paragraph(run(remark.name, true))}${paragraph(run(said(remark)))}</w:comment>`,
  )
  return zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/word/comments.xml" ContentType="${TYPES}.comments+xml"/></Types>`,
        '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
        'word/_rels/document.xml.rels': relations([
          ['styles', 'styles.xml'],
          ['comments', 'comments.xml'],
        ]),
        'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
        'word/comments.xml': `<w:comments xmlns:w="${WORD}">${comments.join('')}</w:comments>`,
        'word/styles.xml': STYLES,
      }).map(([path, xml]) => [path, strToU8(HEAD + xml)]),
    ),
    { level: 6 },
  )
}

/** The text of a block with the marks of its comments, which may cross. */
function annotated(text: string, remarks: readonly Remark[], idOf: ReadonlyMap<Remark, number>): string {
  const cuts = [...new Set([0, text.length, ...remarks.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b)
  return cuts
    .map((at, rank) => {
      const ends = remarks.filter(({ from, to }) => to === at && from < to)
      const starts = remarks.filter(({ from }) => from === at)
      const empty = starts.filter(({ to }) => to === at)
      const close = (remark: Remark): string => {
        const id = idOf.get(remark)
        return `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`
      }
      const next = cuts[rank + 1]
      return (
        ends.map(close).join('') +
        starts.map((remark) => `<w:commentRangeStart w:id="${idOf.get(remark)}"/>`).join('') +
        empty.map(close).join('') +
        (next === undefined ? '' : run(text.slice(at, next)))
      )
    })
    .join('')
}

function said({ message, wordings, why }: Remark): string {
  const better = wordings.length === 0 ? '' : ` Proposition\u00a0: ${wordings.join(' ou ')}.`
  return `${message}${better} ${why}`.trim()
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [paragraph(run(title), 'Heading1'), ...lines]
}

function paragraph(inner: string, style?: string): string {
  return `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inner}</w:p>`
}

function bullet(inner: string, depth = 1, number?: number): string {
  const mark = number === undefined ? '•' : `${number}.`
  const left = 360 * depth
  return `<w:p><w:pPr><w:spacing w:after="60"/><w:ind w:left="${left}" w:hanging="360"/><w:tabs><w:tab w:val="left" w:pos="${left}"/></w:tabs></w:pPr><w:r><w:t>${mark}</w:t><w:tab/></w:r>${inner}</w:p>`
}

function run(text: string, strong = false): string {
  if (text === '') return ''
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${xml(line)}</w:t>`)
  return `<w:r>${strong ? '<w:rPr><w:b/></w:rPr>' : ''}${lines.join('<w:br/>')}</w:r>`
}

/** Characters that no XML may hold are left out: a file with one does not open. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

function xml(text: string): string {
  return text.replace(FORBIDDEN, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function relations(parts: readonly (readonly [type: string, target: string])[]): string {
  const lines = parts.map(
    ([type, target], id) => `<Relationship Id="r${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`
}

const heading = (level: number, size: number): string =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`

const STYLES = `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>${heading(1, 30)}${heading(2, 26)}${heading(3, 24)}${heading(4, 22)}</w:styles>`
