import { plainHeader } from './columns.ts'
import { fold } from './mask/detection.ts'
import { type MaskCount, mask } from './mask/mask.ts'
import type { OffTopic } from './off-topic.ts'
import type { Problem } from './problem.ts'
import { readDate } from './read-date.ts'
import type { ReadReports, Row } from './read-rows.ts'
import type { Report } from './report.ts'
import { keysOf } from './row-key.ts'

/** True for the export of the « expériences » of Services Publics+, in CSV or in JSON, known by its columns. */
export function isExperiences(headers: readonly string[]): boolean {
  const plain = new Set(headers.map(plainHeader))
  return plain.has('ressenti usager') && (plain.has('id experience') || plain.has('intitule typologie 1'))
}

/** Words that name a text people read; « service » or « accueil » name none. */
const TEXT =
  /\b(?:courriers?|courriels?|mails?|lettres?|formulaires?|documents?|notices?|attestations?|avis|notifications?|cerfa|imprimes?|dossier de demande|papiers?|textes?|messages?|convocations?|releves?|factures?)\b/
/** Words that say how a text reads. */
const READING =
  /\b(?:compren\w*|incompr\w*|compris\w*|clairs?|claires?|clarte|lisib\w*|illisib\w*|mots?|termes?|jargon|phrases?|langage|vocabulaire|sigles?|ecrits?|ecrite\w*|redig\w*|redaction|expliqu\w*|compliqu\w*|complex\w*|obscurs?|flou\w*|traduire|charabia|trop longs?|trop longue\w*|simplifi\w*)\b/

/**
 * An experience speaks of a service, seldom of a document. What was not good and speaks of how a text reads is kept, for a person to
 * tie to its document; the rest is counted by reason. What the service answered is not read: it names its agents.
 */
export function readExperiences(headers: readonly string[], rows: readonly Row[], name: string): ReadReports {
  const rankOf = (...names: readonly string[]): number =>
    headers.findIndex((header) => names.includes(plainHeader(header)))
  const id = rankOf('id', 'id experience')
  const feeling = rankOf('ressenti usager')
  const title = rankOf('titre')
  const text = rankOf('description')
  const wish = rankOf('amelioration de service a considerer')
  const date = rankOf('ecrit le')
  const at = (cells: readonly string[], rank: number): string => cells[rank]?.trim() ?? ''

  const used = new Map([
    [id, 'id'],
    [title, 'commentaire'],
    [text, 'commentaire'],
    [wish, 'suggestion'],
    [date, 'date'],
  ] as const)
  const columns = headers.map((header, rank) => ({ header, field: used.get(rank) ?? null }))
  const problems: Problem[] = []
  if (title < 0 && text < 0)
    problems.push({
      code: 'experiences-sans-texte',
      what: 'Cet export de Services Publics+ ne contient pas le texte des expériences\u00a0: rien n’y parle d’un document.',
      fix: 'Demandez l’export qui contient les colonnes «\u00a0titre\u00a0» et «\u00a0description\u00a0».',
      where: `${name}, ligne 1`,
    })
  const key = keysOf(columns)
  const leftOut: { why: OffTopic; key: string }[] = []
  const reports: Report[] = []
  const keys: string[] = []
  for (const { cells, line } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue
    // The answer of the service comes later: its number and what the user wrote make the line the same.
    const own = key(cells.map((cell, rank) => (used.has(rank) ? cell : '')))
    const said = [at(cells, title), at(cells, text)].filter((part) => part !== '').join('. ')
    const read = fold(`${said} ${at(cells, wish)}`)
    const why: OffTopic | undefined =
      fold(at(cells, feeling)) === 'positif'
        ? 'satisfait'
        : TEXT.test(read) && READING.test(read)
          ? undefined
          : 'service'
    if (why !== undefined) {
      leftOut.push({ why, key: own })
      continue
    }
    const counts = new Map<MaskCount['kind'], number>()
    const clean = (text: string): string => {
      const { text: cleaned, masked } = mask(text)
      for (const { kind, count } of masked) counts.set(kind, (counts.get(kind) ?? 0) + count)
      return cleaned
    }
    const day = readDate(at(cells, date))
    const [comment, suggestion] = [clean(said), clean(at(cells, wish))]
    reports.push({
      id: at(cells, id) || `ligne-${line}`,
      line,
      ...(day === undefined ? {} : { date: day }),
      role: 'usager',
      difficulties: [],
      comment,
      suggestion,
      rejected: false,
      masked: [...counts].map(([kind, count]) => ({ kind, count })),
    })
    keys.push(own)
  }
  return { reports, keys, tokens: [], problems, columns, leftOut, isExperiences: true }
}
