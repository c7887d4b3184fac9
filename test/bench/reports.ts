import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedLimpide } from 'limpide'
import { readBytes } from 'limpide/read'
import { importReports } from '../../packages/cli/src/commands/reports.ts'
import { workbook } from '../../packages/cli/src/print/workbook.ts'
import { modelFinder } from '../../packages/library/src/similar/find-model.ts'
import { printOf } from '../../packages/library/src/similar/fingerprint.ts'
import { makeLetters, randomFrom } from '../../packages/library/src/similar/letters-fixture.ts'
import { packFingerprint } from '../../packages/library/src/similar/pack.ts'
import { met } from '../../packages/library/src/store/met-fixture.ts'
import { openStore } from '../../packages/library/src/store/open-store.ts'
import { mask } from '../../packages/reports/src/mask/mask.ts'
import { matcher } from '../../packages/reports/src/match.ts'
import { proposer } from '../../packages/reports/src/propose.ts'
import type { Report } from '../../packages/reports/src/report.ts'

// How well reports find their document among 2,000 models, by what they say and by the letter that is joined, made anonymous; then
// what it costs to import 1,000 reports. Models are made from the passages of the sample library.
const MODELS = 2_000
const COPIES = 3
const REPORTS = 1_000

const limpide = sharedLimpide()
const known = new Map<string, boolean>()
const isWord = (word: string): boolean => {
  let found = known.get(word)
  if (found === undefined) {
    found = limpide.french.analyses(word).length > 0
    known.set(word, found)
  }
  return found
}
const random = randomFrom(8)
const pick = <T>(all: readonly T[]): T => {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

// Letters joined to reports.
const passages = await passagesOf(join(import.meta.dirname, '../library'))
const models = new Map<number, string[]>()
const records: { path: string; fingerprint: string }[] = []
for (const { model, blocks } of makeLetters(60_000, passages)) {
  const copies = models.get(model)
  const text = blocks.map((block) => block.text).join('\n')
  if (copies !== undefined) {
    if (copies.length < COPIES) copies.push(text)
    continue
  }
  if (models.size === MODELS) continue
  models.set(model, [])
  records.push({ path: `m${model}.docx`, fingerprint: packFingerprint({ ...printOf(blocks, isWord), evidence: null }) })
}
const indexing = cpu()
const finder = modelFinder(records, isWord)
console.log(
  `${MODELS} modèles faits de ${passages.length} passages, mis en index en ${indexing().toFixed(2)} s de processeur`,
)
const copies = [...models].flatMap(([model, texts]) => texts.map((text) => ({ path: `m${model}.docx`, text })))
const lines = (text: string): string[] => text.split('\n')
const damages: readonly (readonly [string, (text: string) => string])[] = [
  ['lettre entière, anonymisée', (text) => mask(text).text],
  [
    'première moitié',
    (text) =>
      mask(
        lines(text)
          .slice(0, Math.ceil(lines(text).length / 2))
          .join('\n'),
      ).text,
  ],
  ['sans en-tête ni pied', (text) => mask(lines(text).slice(4, -3).join('\n')).text],
  ['lignes coupées à 60 signes', (text) => mask(text).text.replace(/(.{50,60}) /g, '$1\n')],
  [
    '3 % des mots mal lus',
    (text) => mask(text).text.replace(/\p{L}{4,}/gu, (word) => (random() < 0.03 ? misread(word) : word)),
  ],
  ['un seul passage', (text) => mask(lines(text).slice(5, 6).join('\n')).text],
]
for (const [name, damage] of damages) {
  const texts = copies.map(({ path, text }) => ({ path, text: damage(text) }))
  const cost = cpu()
  tell(
    name,
    texts.map(({ path, text }) => ({
      path,
      found: finder.find(text)?.path,
      near: finder.near(text).map((one) => one.path),
    })),
  )
  console.log(`    ${((cost() / texts.length) * 500).toFixed(2)} ms de processeur par lettre`)
}

// What reports say of their document.
const SUBJECTS =
  'aide au logement|prime d’activité|carte de stationnement|titre de séjour|taxe foncière|cantine scolaire|bourse d’études|allocation adulte handicapé|place en crèche|facture d’eau|permis de construire|carte d’identité|pension de réversion|indemnité journalière|chèque énergie|transport scolaire|aide à domicile|logement social|certificat d’immatriculation|acte de naissance|congé parental|retraite anticipée|concession funéraire|inscription électorale|pension alimentaire|redevance des ordures|aide aux vacances|garde d’enfant|soins à l’étranger|prime de naissance'.split(
    '|',
  )
const ACTS =
  'Refus|Accord|Demande de pièces|Relance|Rappel|Mise en demeure|Accusé de réception|Convocation|Suspension|Renouvellement|Notice|Avis de somme à payer|Attestation|Fin de droits|Trop-perçu|Rejet du recours|Changement de situation'.split(
    '|',
  )
const SERVICES = 'caf|mairie|prefecture|departement'.split('|')
const documents = SUBJECTS.flatMap((subject, s) =>
  ACTS.flatMap((act, a) =>
    SERVICES.map((service, k) => ({
      path: `${service}/${act}-${subject}${k === 0 ? '' : `-${service}`}.docx`
        .normalize('NFD')
        .replace(/[^\w/.-]+/g, '-')
        .toLowerCase(),
      title: `${act}\u00a0: ${subject}${k === 0 ? '' : ` (${service})`}`,
      reference: `${subject.slice(0, 2).toUpperCase()}${s}-${100 + a * 4 + k}`.normalize('NFD').replace(/\p{M}/gu, ''),
      about: service,
      subject,
      act,
      service,
    })),
  ),
).slice(0, MODELS)
const report = (said: Partial<Report>): Report => ({
  id: 'x',
  line: 2,
  role: 'usager',
  difficulties: ['mots'],
  comment: 'Je ne comprends pas la deuxième phrase.',
  suggestion: '',
  rejected: false,
  masked: [],
  ...said,
})
type Known = (typeof documents)[number]
const habits: readonly (readonly [string, (document: Known) => Report])[] = [
  ['référence', ({ reference }) => report({ reference })],
  [
    'référence mal recopiée (casse, espaces)',
    ({ reference }) => report({ reference: reference.toLowerCase().replace('-', ' ') }),
  ],
  ['nom du fichier', ({ path }) => report({ document: path.split('/')[1] ?? '' })],
  ['titre', ({ title }) => report({ document: title })],
  [
    'titre à sa façon',
    ({ act, subject, service }) => report({ document: `${subject}, ${act.toLowerCase()} de la ${service}` }),
  ],
  [
    'référence citée dans la remarque',
    ({ reference }) => report({ comment: `Sur le courrier ${reference}, je ne vois pas la date.` }),
  ],
  ['référence fausse d’un chiffre', ({ reference }) => report({ reference: `${reference}9` })],
  [
    'sujet dit dans la remarque',
    ({ act, subject, service }) =>
      report({
        comment: `J’ai reçu de la ${service} un papier sur ${subject} (${act.toLowerCase()}), je n’y comprends rien.`,
      }),
  ],
  ['sujet seul', ({ subject }) => report({ comment: `Le courrier sur ${subject} est illisible.` })],
]
const match = matcher(documents)
const propose = proposer(documents)
for (const [name, say] of habits) {
  tell(
    name,
    Array.from({ length: 400 }, () => {
      const document = pick(documents)
      const said = say(document)
      return { path: document.path, found: match(said)?.path, near: propose(said) }
    }),
  )
}

// What an import costs, memory and matching included.
const remarks =
  'Je ne comprends pas le mot « quotité ».|La phrase sur les recours fait six lignes.|Mme Lefèvre du guichet m’a dit d’appeler le 06 12 34 56 78, mais la lettre dit autre chose.|On me réclame 412,50 € sans dire pourquoi. Mon dossier n° 2026-004512.|Né le 14/03/1962, je lis mal : c’est écrit trop petit. J’habite 12 rue des Lilas, 31400 Toulouse.|Le cerfa 15677*02 cite l’article L. 411-1 sans l’expliquer.|Je ne sais pas quoi faire avant le 15 mars 2026.'.split(
    '|',
  )
const header = ['reference', 'document', 'date', 'role', 'difficulte', 'commentaire', 'suggestion', 'volume']
const rows = Array.from({ length: REPORTS }, (_, i) => {
  const document = pick(documents)
  const day = `${String(1 + (i % 28)).padStart(2, '0')}/0${1 + (i % 9)}/2026`
  const said = i % 3 === 0 ? ['', document.title] : [document.reference, '']
  return [
    ...said,
    day,
    pick(['usager', 'agent', 'association']),
    pick(['mots', 'phrases', 'que faire']),
    `${pick(remarks)} ${pick(remarks)} (${i})`,
    'Écrire plus court.',
    '',
  ]
})
const root = mkdtempSync(join(tmpdir(), 'limpide-bench-'))
try {
  for (const [name, bytes] of [
    ['avis.csv', [header, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\n')],
    ['avis.xlsx', Buffer.concat([...workbook(header, rows)])],
  ] as const) {
    const folder = mkdtempSync(join(root, 'b-'))
    writeFileSync(join(root, name), bytes)
    const store = await openStore({ root: folder }, { create: true })
    if (store === undefined) throw new Error('no store was made')
    const scan = await store.begin({ startedAt: new Date().toISOString(), scope: [''], rules: '1', calibration: '1' })
    await store.keep(
      scan,
      documents.map(({ path, title, reference }) => {
        const letter = met(path, path)
        return { ...letter, record: { ...letter.record, title }, meta: { reference } }
      }),
    )
    await store.close()
    const [cost, start] = [cpu(), performance.now()]
    await importReports(join(root, name), folder)
    console.log(
      `${name}\u00a0: ${REPORTS} signalements importés, masqués et rattachés en ${cost().toFixed(1)} s de processeur, ${((performance.now() - start) / 1000).toFixed(1)} s à la montre`,
    )
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}

function tell(
  name: string,
  answers: readonly { path: string; found: string | undefined; near: readonly string[] }[],
): void {
  const given = answers.filter(({ found }) => found !== undefined)
  const right = given.filter(({ path, found }) => path === found)
  const proposed = answers.filter(({ path, found, near }) => found === undefined && near.includes(path))
  const share = (part: number, all: number): string => (all === 0 ? '–' : (part / all).toFixed(4))
  console.log(
    `${name}\u00a0: ${answers.length} essais, précision ${share(right.length, given.length)}, rappel ${share(right.length, answers.length)}, proposé dans les trois premiers pour ${share(proposed.length, answers.length - given.length)} du reste (${answers.length - given.length})`,
  )
}

/** As a scanner misreads: « rn » for « m », a letter lost. */
function misread(word: string): string {
  return word.includes('m') ? word.replace('m', 'rn') : word.slice(0, -1)
}

async function passagesOf(folder: string): Promise<string[]> {
  const found = new Set<string>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(md|txt|html|docx|odt|eml)$/.test(path) || path.startsWith('build')) continue
    const document = await readBytes(readFileSync(join(folder, path)), { name: path }).catch(() => undefined)
    for (const { kind, text } of document?.blocks ?? [])
      if ((kind === 'paragraph' || kind === 'item') && text.length > 60 && text.length < 900) found.add(text)
  }
  return [...found]
}

function cpu(): () => number {
  const start = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1e6
  }
}
