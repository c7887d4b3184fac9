import { type DeclaredDocument, readDay, STAKES } from '@limpide/checker'

/** What a file says of itself, in the words of `limpide.yml`; its type apart, which the check reads. */
export type OwnDeclaration = Omit<DeclaredDocument, 'path' | 'type' | 'title' | 'fragile'> & {
  readonly fragile?: boolean
}

/** What the front matter of a file declares; `undefined` when it declares nothing. What is not understood is left out. */
export function ownDeclaration(matter: Readonly<Record<string, unknown>> | undefined): OwnDeclaration | undefined {
  if (matter === undefined) return undefined
  const said = new Map(Object.entries(matter).map(([key, value]) => [plainKey(key), value]))
  const text = (key: string): string | undefined => {
    const value = said.get(key)
    const written = typeof value === 'number' ? String(value) : value
    return typeof written === 'string' && written.trim() !== '' ? written.trim() : undefined
  }
  const volume = Number((text('volume') ?? '-').replace(/[\s_\u00a0\u202f]/g, ''))
  const sent = said.get('dernier-envoi')
  // YAML reads « 2026-03-01 » as a date.
  const lastSent = sent instanceof Date ? sent.toISOString().slice(0, 10) : readDay(text('dernier-envoi') ?? '')
  const stake = STAKES.find((one) => one === text('enjeu'))
  const found: OwnDeclaration = {
    ...optional('reference', text('reference')),
    ...optional('service', text('service')),
    ...optional('procedure', text('demarche')),
    ...optional('owner', text('responsable')),
    ...(volume >= 0 ? { volume } : {}),
    ...optional('lastSent', lastSent),
    ...optional('stake', stake),
    ...(['oui', 'true'].includes(String(said.get('public-fragile'))) ? { fragile: true } : {}),
  }
  return Object.keys(found).length === 0 ? undefined : found
}

/** « Démarche » and « demarche » are one key. */
function plainKey(key: string): string {
  return key
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, '-')
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const found: Partial<Record<K, V>> = {}
  if (value !== undefined) found[key] = value
  return found
}
