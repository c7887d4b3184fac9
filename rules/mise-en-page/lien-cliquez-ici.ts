import type { Mark } from '@limpide/checker'
import { defineRule, isMessage, perBlock, type Span, type Suggestion } from '@limpide/checker'
import { LISTS } from '../lists.generated.ts'
import { readRows } from '../organisation/reading/column.ts'
import { lower, lowerOf } from '../organisation/reading/text.ts'

type Link = Extract<Mark, { kind: 'link' }>

const EMPTY_TEXTS = new Set(readRows(LISTS['lien-cliquez-ici']).map(([text]) => text ?? ''))
/** Said in the text, where the link itself may be lost: « Si le bouton ne fonctionne pas, cliquez ici ». */
const CLICK_HERE =
  /(?:cliqu(?:ez|er|ant) (?:ici(?!\p{L})|sur ce lien)|cliquez sur le lien(?! (?:de|d'|du|vers|«))|(?<!cliqu(?:er|ant) )(?:sur|via|par|avec|suivez|suivre|consultez|consulter) (?:ce|le) lien(?: ci-dessous| suivant)?(?! (?:de|d'|du|vers|«)))(?!\s*:\s*(?:https?:|www\.|[{[<]))/gu
/** Seen at once to be absent. */
const CLICK = /cliqu| lien/
const FILE = /\.(pdf|docx?|odt|ods|xlsx?|pptx?|zip|csv|rtf)(?:[?#]|$)/i
const FORMAT_SAID = /(?:pdf|word|docx?|odt|ods|excel|xlsx?|tableur|zip|csv|rtf|powerpoint|pptx?)(?!\p{L})/iu
/** The formats that are read on a screen, where an address can hide behind a word. */
const SCREEN: ReadonlySet<string> = new Set(['md', 'html', 'eml', 'msg'])
const RAW = /^(?:https?:\/\/|www\.)/i

const NO_PLACES: readonly Span[] = []

const clicksIn = perBlock((block): readonly Span[] => {
  const said = lowerOf(block)
  if (!CLICK.test(said)) return NO_PLACES
  return [...said.matchAll(CLICK_HERE)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
})

/** The words of a link, without its arrows and final marks. */
function wordsOf(text: string): string {
  return lower(text)
    .replace(/[→»>:.!…]+\s*$/u, '')
    .replace(/^[→»>👉\s]+/u, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A link as it is read in its block. */
interface ReadLink extends Span {
  readonly text: string
  readonly words: string
  readonly target: string
  /** The extension of a file whose format is not said. */
  readonly file: string | undefined
}

const NO_LINKS: readonly ReadLink[] = []

const linksOf = perBlock(({ source, text: written }): readonly ReadLink[] => {
  const links = source.marks.filter((mark): mark is Link => mark.kind === 'link')
  if (links.length === 0) return NO_LINKS
  return links.map(({ start, end, url }) => {
    const text = written.slice(start, end)
    const file = FILE.exec(url)
    return {
      start,
      end,
      text,
      words: wordsOf(text),
      target: url.toLowerCase().replace(/[#/]+$/, ''),
      file: file && !FORMAT_SAID.test(written.slice(start, end + 30)) ? file[1] : undefined,
    }
  })
})

export default defineRule({
  id: 'lien-cliquez-ici',
  name: 'Lien «\u00a0cliquez ici\u00a0» et adresse brute',
  principle: 'mise-en-page',
  severity: 'avertissement',
  why: 'On lit d’abord les liens. Une personne aveugle les écoute en liste, sans la phrase\u00a0: «\u00a0cliquez ici\u00a0» ne dit rien de la page.',
  advice:
    'Écrivez dans le lien ce que le lecteur va y trouver ou y faire\u00a0: «\u00a0Payer votre facture en ligne\u00a0».',
  sources: ['WCAG 2.2, critère 2.4.4 (fonction du lien)', 'convention du projet pour les longueurs d’adresse'],
  scope: 'document',
  indicator: 'liens-et-tableaux',
  thresholds: {
    rawUrl: {
      key: 'caracteres-maximum',
      value: 40,
      unit: 'caractères',
      range: [20, 200],
      source: 'convention du projet',
    },
    rawUrlLong: {
      key: 'caracteres-avertissement',
      value: 80,
      unit: 'caractères',
      range: [30, 400],
      source: 'convention du projet',
    },
  },
  messages: {
    empty: 'Ce lien ne dit pas où il mène.',
    same: 'Deux liens portent le même texte et mènent à deux pages différentes.',
    file: 'Ce lien ouvre un fichier sans dire son format.',
    raw: 'Cette adresse est longue\u00a0: {count} caractères.',
  },
  examples: [
    // The links of the catalogue's examples are written in HTML: beside a Markdown link, the marks would be ambiguous.
    {
      bad: '<p>Pour déposer votre demande, <a href="https://services.exemple.fr/demande">[[cliquez ici]]</a>.</p>',
      better: '<p><a href="https://services.exemple.fr/demande">Déposer votre demande en ligne</a></p>',
      format: 'html',
    },
    {
      bad: '<p><a href="https://exemple.fr/bourse">[[En savoir plus]]</a></p><p><a href="https://exemple.fr/logement">[[En savoir plus]]</a></p>',
      format: 'html',
    },
    { bad: 'Voir [[https://www.exemple.gouv.fr/demarches/aides?x=12&ref=A45&utm=mail2025]]' },
    {
      bad: '<p>Imprimez le <a href="https://exemple.fr/formulaire.pdf">[[formulaire de demande]]</a>.</p>',
      format: 'html',
    },
    {
      bad: '<p><a href="https://exemple.fr/nord">Nos horaires</a> au nord, <a href="https://exemple.fr/sud">[[nos horaires]]</a> au sud.</p>',
      format: 'html',
    },
    { bad: '<p>Si le bouton ne fonctionne pas, [[cliquez ici]].</p>', format: 'html' },
    {
      bad: 'Ouvrez [[https://www.exemple.fr/usagers/espace-personnel/demandes/nouvelle-demande/etape-1/identite-et-adresse]] pour commencer.',
    },
    {
      good: '[Télécharger le formulaire de demande (PDF, 220 Ko)](https://exemple.fr/form.pdf)',
      because: 'le lien dit le format du fichier',
    },
    {
      good: 'Un courriel arrive dans votre boîte. Il suffit alors de cliquer sur le lien, puis de choisir un mot de passe.',
      because: 'la phrase dit quoi faire d’un lien reçu ailleurs',
    },
    {
      good: 'Pour vous identifier, cliquez sur le lien « Je suis agent » en bas de la page.',
      because: 'la phrase nomme le lien',
      format: 'txt',
    },
    {
      good: 'Retrouvez la procédure via ce lien : https://exemple.fr/carte',
      because: 'dans un texte seul, l’adresse suit et la phrase dit ce qu’elle ouvre',
      format: 'txt',
    },
    { good: 'Cliquez sur « Valider ».', because: 'c’est le nom d’un bouton, pas un lien' },
    {
      good: '[Faire une demande de logement social](https://exemple.fr/logement)',
      because: 'le lien dit ce que l’on fait',
    },
    { good: 'Rendez-vous sur https://exemple.fr/cantine', because: 'l’adresse est courte et lisible' },
  ],
  check(view, { threshold, report }) {
    const targets = new Map<string, string>()
    // A printed guide gives its sources in full at the foot of the page; who gets a letter must type the address.
    const isScreen = SCREEN.has(view.document.format)
    for (const block of view.blocks) {
      if (block.kind === 'code' || block.zone === 'navigation') continue
      const links = linksOf(block)
      const clicks = clicksIn(block)
      if (links.length === 0 && clicks.length === 0) continue
      for (const { start, end, text, words, target, file } of links) {
        const place = { block, start, end }
        if (words === '' || /^(?:mailto|tel):/.test(target)) continue
        if (RAW.test(text)) {
          const count = text.length
          if (count > threshold.rawUrl && (isScreen || isMessage(view)))
            report(place, {
              message: 'raw',
              data: { count },
              severity: count > threshold.rawUrlLong ? 'avertissement' : 'suggestion',
            })
          continue
        }
        if (EMPTY_TEXTS.has(words)) {
          report(place, { message: 'empty' })
          continue
        }
        const before = targets.get(words)
        if (before !== undefined && before !== target && words.length > 2) {
          report(place, { message: 'same' })
          continue
        }
        targets.set(words, target)
        if (file !== undefined) {
          const suggestions: Suggestion[] = [{ kind: 'remplacement', text: `${text} (${file.toUpperCase()})` }]
          report(place, { message: 'file', severity: 'suggestion', suggestions })
        }
      }
      for (const { start, end } of clicks) {
        if (links.some((link) => link.start < end && link.end > start)) continue
        report({ block, start, end }, { message: 'empty' })
      }
    }
  },
})
