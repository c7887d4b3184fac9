import { type Document, type DocumentType, sharedLimpide } from 'limpide'
import { readBytes } from 'limpide/read'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { docxOf, odtOf } from '../packages/document/src/office-fixture.ts'
import { docOf } from '../packages/document/src/ole-fixture.ts'

// The twelve rules of layout over the formats that have a layout: a faulty letter is told, a sound one is not; and where
// the file does not say, the rule answers « non vérifiable » rather than nothing.

interface Look {
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly color?: string
  readonly justified?: boolean
  readonly lineHeight?: number
  readonly link?: boolean
}
/** A paragraph is its runs; a table is its rows. */
type Part = readonly (readonly [text: string, look?: Look])[] | { readonly rows: readonly (readonly string[])[] }
interface Letter {
  readonly parts: readonly Part[]
  readonly type?: DocumentType
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const isTable = (part: Part): part is { readonly rows: readonly (readonly string[])[] } => 'rows' in part
const lookOf = (part: Part): Look => (isTable(part) ? {} : (part[0]?.[1] ?? {}))

function html({ parts }: Letter): Promise<Document> {
  const body = parts.map((part) => {
    if (isTable(part))
      return `<table>${part.rows.map((row, i) => `<tr>${row.map((cell) => (i === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`).join('')}</table>`
    const { justified, lineHeight } = lookOf(part)
    const runs = part.map(([text, { size = 12, bold, italic, underline, color = '#000000', link } = {}]) => {
      const style = `font-size:${size}pt;color:${color}${bold ? ';font-weight:bold' : ''}${italic ? ';font-style:italic' : ''}${underline ? ';text-decoration:underline' : ''}`
      const run = `<span style="${style}">${escaped(text)}</span>`
      return link ? `<a href="https://exemple.fr/demande">${run}</a>` : run
    })
    return `<p style="background:#ffffff;line-height:${lineHeight ?? 1.4};text-align:${justified ? 'justify' : 'left'}">${runs.join('')}</p>`
  })
  return readBytes(Buffer.from(`<html><body>${body.join('')}</body></html>`), { name: 'lettre.html' })
}

async function docx({ parts }: Letter): Promise<Document> {
  const body = parts.map((part) => {
    if (isTable(part))
      return `<w:tbl>${part.rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc><w:p><w:r><w:t>${cell}</w:t></w:r></w:p></w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`
    const { justified, lineHeight } = lookOf(part)
    const runs = part.map(([text, { size = 12, bold, italic, underline, color = '#000000', link } = {}]) => {
      const look = `${bold ? '<w:b/>' : ''}${italic ? '<w:i/>' : ''}${underline ? '<w:u w:val="single"/>' : ''}<w:color w:val="${color.slice(1)}"/><w:sz w:val="${size * 2}"/>`
      const run = `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`
      return link ? `<w:hyperlink r:id="u">${run}</w:hyperlink>` : run
    })
    return `<w:p><w:pPr><w:spacing w:line="${Math.round((lineHeight ?? 1.4) * 240)}" w:lineRule="auto"/><w:jc w:val="${justified ? 'both' : 'left'}"/></w:pPr>${runs.join('')}</w:p>`
  })
  return readBytes(await docxOf(body.join('')), { name: 'lettre.docx' })
}

async function odt({ parts }: Letter): Promise<Document> {
  const styles: string[] = []
  const style = (family: string, properties: string): string => {
    styles.push(`<style:style style:name="S${styles.length}" style:family="${family}">${properties}</style:style>`)
    return `S${styles.length - 1}`
  }
  const body = parts.map((part) => {
    if (isTable(part))
      return `<table:table>${part.rows.map((row) => `<table:table-row>${row.map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`
    const { justified, lineHeight } = lookOf(part)
    const runs = part.map(([text, { size = 12, bold, italic, underline, color = '#000000', link } = {}]) => {
      const look = `fo:font-size="${size}pt" fo:color="${color}"${bold ? ' fo:font-weight="bold"' : ''}${italic ? ' fo:font-style="italic"' : ''}${underline ? ' style:text-underline-style="solid"' : ''}`
      const name = style('text', `<style:text-properties ${look}/>`)
      const run = `<text:span text:style-name="${name}">${escaped(text)}</text:span>`
      return link ? `<text:a xlink:href="https://exemple.fr/demande">${run}</text:a>` : run
    })
    const name = style(
      'paragraph',
      `<style:paragraph-properties fo:line-height="${Math.round((lineHeight ?? 1.4) * 100)}%" fo:text-align="${justified ? 'justify' : 'start'}"/>`,
    )
    return `<text:p text:style-name="${name}">${runs.join('')}</text:p>`
  })
  return readBytes(await odtOf(body.join(''), styles.join('')), { name: 'lettre.odt' })
}

function pdf({ parts }: Letter, tagged = true): Promise<Document> {
  const file = new PDFDocument({ size: 'A4', margin: 72, ...(tagged ? { pdfVersion: '1.5', tagged: true } : {}) })
  const root = tagged ? file.struct('Document') : undefined
  // A structure that is not in the file never ends.
  if (root !== undefined) file.addStructure(root)
  const chunks: Buffer[] = []
  file.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Uint8Array>((resolve) =>
    file.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))),
  )
  const draw = (part: Part): void => {
    if (isTable(part)) return
    const { justified, lineHeight = 1.4 } = lookOf(part)
    for (const [i, [text, { size = 12, bold, italic, underline, color = '#000000', link } = {}]] of part.entries()) {
      const font = `Helvetica${bold ? '-Bold' : italic ? '-Oblique' : ''}`
      file.font(font).fontSize(size).fillColor(color)
      // The height of a line of Helvetica is 1.156 times its size.
      file.text(text, {
        continued: i + 1 < part.length,
        align: justified ? 'justify' : 'left',
        lineGap: (lineHeight - 1.156) * size,
        underline: underline === true,
        link: link ? 'https://exemple.fr/demande' : null,
      })
    }
    file.moveDown()
  }
  for (const part of parts) {
    if (isTable(part)) {
      const table = file.struct('Table')
      for (const [i, row] of part.rows.entries()) {
        const cells = row.map((cell, column) =>
          file.struct(i === 0 ? 'TH' : 'TD', {}, () => file.text(cell, 72 + column * 60, 600 + i * 20, { width: 55 })),
        )
        table.add(file.struct('TR', {}, cells))
      }
      root?.add(table)
    } else if (root === undefined) draw(part)
    else root.add(file.struct('P', {}, () => draw(part)))
  }
  root?.end()
  file.end()
  return ended.then((bytes) => readBytes(bytes, { name: 'lettre.pdf' }))
}

/** Old Word files give their text alone. */
function doc({ parts }: Letter): Promise<Document> {
  const body = parts.map((part) =>
    isTable(part)
      ? part.rows.map((row) => `${row.join('\u0007')}\u0007\u0007`).join('')
      : `${part.map(([text]) => text).join('')}\r`,
  )
  return readBytes(docOf({ body: body.join('') }), { name: 'lettre.doc' })
}

const READERS = { docx, odt, pdf, html, doc } as const
type Place = keyof typeof READERS

const GREETING: Part = [['Madame, Monsieur,']]
const BODY =
  'Votre demande est acceptée. La carte arrive chez vous le 5 mai, par courrier simple, avec une notice qui explique comment la recharger. Gardez-la dans votre voiture, derrière le pare-brise. Vous pouvez nous appeler le matin, du lundi au vendredi, au guichet de la mairie.'
const letter = (...parts: readonly Part[]): Letter => ({ parts: [GREETING, ...parts] })
const inLook = (look: Look): Letter => letter([[BODY, look]], [[BODY, look]])
const SOUND = inLook({})
const ROWS = (columns: number): Part => ({
  rows: [0, 1, 2].map((row) => Array.from({ length: columns }, (_, column) => `${'ABCDEFGH'[column]}${row}`)),
})

interface Case {
  readonly rule: string
  readonly faulty: Letter
  readonly sound: Letter
  /** Where the file does not say what the rule asks. */
  readonly unknown: readonly Place[]
  /** Where the fault cannot be: what the rule asks is known, and is always sound. */
  readonly never?: readonly Place[]
}

const CASES: readonly Case[] = [
  {
    rule: 'champ-sans-libelle',
    faulty: { parts: [[['Date de naissance : ____________']], [[BODY]]], type: 'formulaire' },
    sound: { parts: [[['Date de naissance (jj/mm/aaaa) : ____________']], [[BODY]]], type: 'formulaire' },
    unknown: [],
  },
  {
    rule: 'couleur-contraste',
    faulty: inLook({ color: '#aaaaaa' }),
    sound: inLook({ color: '#222222' }),
    // It reads words too (« les champs en rouge »): it still answers of them.
    unknown: ['doc'],
  },
  {
    rule: 'gras-excessif',
    faulty: letter([[`${BODY} `, { bold: true }], [BODY]]),
    sound: letter([['Le 5 mai, ', { bold: true }], [BODY]], [[BODY]]),
    unknown: ['doc'],
  },
  {
    rule: 'lien-cliquez-ici',
    faulty: letter([['Pour payer, '], ['cliquez ici', { link: true }], ['.']], [[BODY]]),
    sound: letter([['Vous pouvez '], ['payer votre facture', { link: true }], ['.']], [[BODY]]),
    unknown: [],
  },
  {
    rule: 'lignes-serrees-ou-longues',
    faulty: inLook({ lineHeight: 0.95 }),
    sound: SOUND,
    unknown: ['doc'],
  },
  {
    rule: 'majuscules',
    faulty: letter([['Attention : AUCUN DOSSIER NE SERA ACCEPTÉ APRÈS LA FERMETURE de la mairie.']], [[BODY]]),
    sound: letter([['Attention : aucun dossier ne sera accepté après la fermeture de la MAIRIE.']], [[BODY]]),
    unknown: [],
  },
  {
    rule: 'page-dense',
    faulty: letter(...Array.from({ length: 18 }, (): Part => [[BODY, { size: 7, lineHeight: 1.2 }]])),
    sound: SOUND,
    unknown: ['html', 'doc'],
  },
  { rule: 'police-trop-petite', faulty: inLook({ size: 8 }), sound: SOUND, unknown: ['doc'] },
  {
    rule: 'souligne-italique',
    faulty: letter([['Vous devez absolument répondre', { underline: true }], [' avant lundi.']], [[BODY]]),
    sound: letter([['Vous devez absolument répondre'], [' avant lundi.']], [[BODY]]),
    unknown: ['doc'],
  },
  { rule: 'tableau-complexe', faulty: letter([[BODY]], ROWS(7)), sound: letter([[BODY]], ROWS(3)), unknown: ['doc'] },
  {
    rule: 'texte-justifie',
    faulty: letter([[`${BODY} ${BODY}`, { justified: true }]]),
    sound: SOUND,
    unknown: ['doc'],
  },
  { rule: 'document-image', faulty: SOUND, sound: SOUND, unknown: ['html', 'doc'], never: ['docx', 'odt'] },
]

test('every rule of layout is here', () => {
  const rules = sharedLimpide().rules.filter(({ principle }) => principle === 'mise-en-page')
  expect(CASES.map(({ rule }) => rule).sort()).toEqual(rules.map(({ id }) => id).sort())
})

for (const { rule, faulty, sound, unknown, never = [] } of CASES) {
  describe(rule, () => {
    for (const place of Object.keys(READERS) as Place[]) {
      const answer = async (written: Letter, isFaulty: boolean): Promise<{ told: boolean; unknown: boolean }> => {
        // A pdf without tags is the fault of « document-image ».
        const document =
          place === 'pdf' ? await pdf(written, rule !== 'document-image' || !isFaulty) : await READERS[place](written)
        const { result } = sharedLimpide().checkDocument(
          document,
          written.type === undefined ? {} : { type: written.type },
        )
        return {
          told: result.findings.some((finding) => finding.rule === rule),
          unknown: result.unverifiable.includes(rule),
        }
      }
      const isUnknown = unknown.includes(place)
      const isNever = never.includes(place)
      const what = isUnknown ? 'is not verifiable' : isNever ? 'is always sound' : 'is told, and its absence is not'
      test(`${place} : ${what}`, async () => {
        expect(await answer(faulty, true)).toEqual({ told: !isUnknown && !isNever, unknown: isUnknown })
        expect(await answer(sound, false)).toEqual({ told: false, unknown: isUnknown })
      })
    }
  })
}
