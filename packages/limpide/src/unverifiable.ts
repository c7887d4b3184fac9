import type { FactName } from '@limpide/document'
import type { Analysed, Limpide } from './limpide.ts'

/** What each fact of a file is to a reader, with its article. */
export const FACTS_SAID: Readonly<Record<FactName, string>> = {
  structure: 'les titres, les listes et les tableaux',
  emphasis: 'le gras, l’italique et le souligné',
  links: 'les liens',
  'font-size': 'la taille des lettres',
  alignment: 'l’alignement du texte',
  'line-height': 'l’espace entre les lignes',
  color: 'les couleurs',
  page: 'les pages et leurs marges',
  fields: 'les champs à remplir',
}

/** A fact that a file does not say, and the names of the rules that could not be verified for want of it. */
export interface Unsaid {
  readonly fact: FactName
  /** « la taille des lettres » */
  readonly said: string
  readonly rules: readonly string[]
}

/** Why some rules gave no answer, or not of all they look at: what the file does not say, fact by fact. */
export function unsaidIn(
  { document: { knows }, result }: Pick<Analysed, 'document' | 'result'>,
  { rules }: Pick<Limpide, 'rules'>,
): readonly Unsaid[] {
  const names = new Map<FactName, string[]>()
  for (const { id, name, needs = [], wants = [] } of rules) {
    if (!result.unverifiable.includes(id)) continue
    for (const fact of [...needs, ...wants]) if (!knows.has(fact)) names.set(fact, [...(names.get(fact) ?? []), name])
  }
  return [...names].map(([fact, unverified]) => ({ fact, said: FACTS_SAID[fact], rules: unverified }))
}
