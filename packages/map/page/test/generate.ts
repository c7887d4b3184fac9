import { matchReports, prioritise, type Report, sayPriority, weighReports } from '@limpide/reports'
import { buildMapData } from '../../src/build-map-data.ts'
import type { MapData, MapPast, MapScan } from '../../src/data.ts'
import type { InputRecord, InputReference, InputRow, InputScore, MapInput } from '../../src/input.ts'
import type { MapPlan } from '../../src/plan/plans-for-map.ts'

/** The scales and labels of a made-up house: the page prints what it is given. */
export const REFERENCE: InputReference = {
  rulesVersion: '1.0',
  rules: [
    { id: 'phrase-longue', name: 'Phrase trop longue' },
    { id: 'voix-passive', name: 'Voix passive' },
    { id: 'jargon-administratif', name: 'Jargon administratif' },
    { id: 'paragraphe-dense', name: 'Paragraphe dense' },
    { id: 'message-principal-tardif', name: 'Message principal tardif' },
    { id: 'contact-manquant', name: 'Contact manquant' },
    { id: 'voies-de-recours-manquantes', name: 'Voies de recours manquantes' },
    { id: 'police-trop-petite', name: 'Police trop petite' },
    { id: 'signataire-absent', name: 'Signataire absent' },
    { id: 'avis-usager-absent', name: 'Avis de l’usager non demandé' },
    { id: 'delai-absent', name: 'Délai de réponse absent' },
    { id: 'pieces-absentes', name: 'Liste des pièces absente' },
    { id: 'reference-absente', name: 'Référence absente' },
    { id: 'alternative-au-numerique', name: 'Pas d’alternative au numérique' },
  ],
  types: [
    { id: 'refus', label: 'Refus ou décision défavorable' },
    { id: 'decision-favorable', label: 'Décision favorable' },
    { id: 'demande-de-pieces', label: 'Demande de pièces' },
    { id: 'accuse-de-reception', label: 'Accusé de réception' },
    { id: 'courriel', label: 'Courriel' },
    { id: 'formulaire', label: 'Formulaire' },
    { id: 'page-information', label: 'Page d’information' },
    { id: 'notice', label: 'Notice' },
  ],
  principles: [
    { id: 'phrases', label: 'Phrases courtes et simples' },
    { id: 'vocabulaire', label: 'Vocabulaire adapté' },
    { id: 'organisation', label: 'Information organisée' },
    { id: 'mise-en-page', label: 'Mise en page qui aide' },
    { id: 'engagements', label: 'Engagements de service' },
  ],
  indicators: [
    {
      id: 'longueur-moyenne',
      principle: 'phrases',
      label: 'les phrases comptent {x} mots en moyenne',
      unit: 'mots',
      clear: 12,
      complex: 28,
      share: 60,
    },
    {
      id: 'phrases-longues',
      principle: 'phrases',
      label: '{x} % des phrases dépassent 25 mots',
      unit: '%',
      clear: 5,
      complex: 50,
      share: 40,
    },
    {
      id: 'jargon',
      principle: 'vocabulaire',
      label: '{x} termes administratifs pour 100 mots',
      unit: 'pour 100 mots',
      clear: 0.5,
      complex: 6,
      share: 100,
    },
    {
      id: 'place-du-message',
      principle: 'organisation',
      label: 'le message principal arrive après {x} % du texte',
      unit: '%',
      clear: 15,
      complex: 70,
      share: 50,
    },
    {
      id: 'paragraphes-denses',
      principle: 'organisation',
      label: '{x} % des mots sont dans des paragraphes denses',
      unit: '%',
      clear: 0,
      complex: 60,
      share: 50,
    },
    {
      id: 'petits-caracteres',
      principle: 'mise-en-page',
      label: '{x} % des mots sont écrits trop petit',
      unit: '%',
      clear: 0,
      complex: 50,
      share: 100,
    },
  ],
  calibration: {
    version: '2026-11',
    weights: { phrases: 0.35, vocabulaire: 0.25, organisation: 0.25, 'mise-en-page': 0.15 },
    minimum: { sentences: 3, words: 30 },
    grades: [
      { letter: 'A', upTo: 20, label: 'clair' },
      { letter: 'B', upTo: 35, label: 'plutôt clair' },
      { letter: 'C', upTo: 50, label: 'à améliorer' },
      { letter: 'D', upTo: 65, label: 'complexe' },
      { letter: 'E', upTo: Number.POSITIVE_INFINITY, label: 'très complexe' },
    ],
    lock: 'C',
  },
}

const SERVICES = [
  { id: 'caf', name: 'Caisse d’allocations', folder: 'caf' },
  { id: 'mairie', name: 'Mairie', folder: 'mairie' },
  { id: 'prefecture', name: 'Préfecture', folder: 'prefecture' },
  { id: 'impots', name: 'Service des impôts', folder: 'impots' },
  { id: 'hopital', name: 'Hôpital', folder: 'hopital' },
  { id: 'regie', name: 'Régie des transports', folder: 'regie' },
] as const
const SUBJECTS = [
  'aide au logement',
  'carte d’identité',
  'titre de séjour',
  'taxe foncière',
  'frais de séjour',
  'bourse',
  'cantine',
  'permis de conduire',
  'allocation aux adultes handicapés',
  'crèche',
]
const FORMATS = ['docx', 'pdf', 'md', 'html', 'txt', 'odt']
const WORDS = [
  'Que veut dire « quérable » ?',
  'La phrase fait huit lignes.',
  'Je ne sais pas où envoyer les pièces.',
  'Le montant est perdu au milieu.',
  'La date limite manque.',
  'C’est écrit trop petit.',
]
const NOW = '2026-11-22'

/** Four scans: a stable one, a better one, and one under other rules. */
const SCANS: readonly MapScan[] = (
  [
    ['2026-02-03', '1.0', 34.2, null, null],
    ['2026-05-12', '1.0', 33.8, { better: 2, worse: 1, stable: 4 }, { entered: 3, left: 0 }],
    ['2026-08-20', '1.0', 30.1, { better: 14, worse: 1, stable: 6 }, { entered: 1, left: 9 }],
    ['2026-11-22', '1.1', 29.4, { better: 5, worse: 0, stable: 2 }, { entered: 3, left: 2 }],
  ] as const
).map(([date, rules, median, rewritten, list]) => ({
  date,
  rules,
  calibration: '2026-11',
  documents: 120,
  scored: 113,
  median,
  margin: 1.2,
  grades: { A: 30, B: 30, C: 25, D: 18, E: 10 },
  rewritten,
  list,
}))
const PLAN: MapPlan = {
  step: 'relecture-juridique',
  stepLabel: 'relecture juridique',
  isOpen: true,
  owner: 'Pôle courrier',
  legalExpert: 'Service juridique',
  dueOn: '2026-12-15',
  versions: [
    {
      number: 0,
      publishedOn: null,
      score: { value: 61.4, margin: 5.2, grade: 'D' },
      isComparable: false,
      proofs: [],
      effect: null,
    },
    {
      number: 1,
      publishedOn: '2026-10-01',
      score: { value: 33.1, margin: 4.8, grade: 'B' },
      isComparable: true,
      proofs: ['8 personnes, texte à trous 71 %'],
      effect: { ratio: 0.4, low: 0.2, high: 0.8, verdict: 'baisse' },
    },
  ],
}
const PAST: readonly MapPast[] = [
  { date: '2026-02-03', change: 'added', value: 61.4, grade: 'D', margin: 5.2 },
  { date: '2026-05-12', change: 'changed', value: 59.8, grade: 'D', margin: 5.1 },
  { date: '2026-08-20', change: 'changed', value: 33.1, grade: 'B', margin: 4.8 },
  { date: '2026-11-22', change: 'rescored', value: 30.2, grade: 'B', margin: 4.7 },
]
const ENGAGEMENTS = [
  'contact-manquant',
  'voies-de-recours-manquantes',
  'signataire-absent',
  'avis-usager-absent',
  'delai-absent',
  'pieces-absentes',
  'reference-absente',
  'alternative-au-numerique',
]

/** A made-up scan of `count` documents, the same at every run. A title with markup is among them. */
export function generateInput(count: number): MapInput {
  const random = seeded(count)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const declared: NonNullable<MapInput['declared']>[number][] = []
  const records: InputRecord[] = []
  const reports: Report[] = []
  for (let i = 0; i < count; i++) {
    const service = pick(SERVICES.slice(0, 5))
    const type = pick(REFERENCE.types)
    const format = pick(FORMATS)
    const path = `${service.id}/dossier-${i % 20}/document-${i}.${format}`
    const title =
      i === 3 ? '</script><img src=x onerror=alert(1)> & « piège »' : `${type.label}, ${pick(SUBJECTS)} (${i})`
    const words = 60 + Math.floor(random() * 900)
    records.push({
      path,
      format,
      type: type.id,
      title,
      words,
      sentences: Math.ceil(words / 18),
      ...scored(i, format, random),
      problems: [],
    })
    if (i % 17 === 5) {
      records.pop()
      records.push({
        path,
        format,
        type: type.id,
        title,
        words: 0,
        sentences: 0,
        score: null,
        findings: [],
        problems: [
          {
            code: 'sans-texte',
            what: 'Ce document ne contient pas de texte lisible.',
            fix: 'Partez du modèle d’origine.',
          },
        ],
      })
    }
    const volume = Math.round(10 ** (1.5 + random() * 4))
    if (i % 7 !== 0)
      declared.push({
        path,
        reference: `REF-${i}`,
        title,
        service: service.id,
        procedure: pick(SUBJECTS),
        volume,
        ...(i % 5 === 1 ? { owner: 'Pôle courrier', lastSent: '2026-10-03' } : {}),
      })
    for (let k = Math.floor(random() ** 4 * 12); k > 0; k--) {
      const report: Report = {
        id: `${i}-${k}`,
        line: reports.length + 2,
        reference: `REF-${i}`,
        date: new Date(Date.parse(NOW) - Math.floor(random() * 300) * 86_400_000).toISOString().slice(0, 10),
        role: pick(['usager', 'usager', 'agent', 'aidant', 'association']),
        difficulties: [pick(['mots', 'phrases', 'que-faire', 'mise-en-page', 'trop-long'])],
        comment: `${pick(WORDS)} ${k}`,
        suggestion: random() < 0.3 ? 'Dites la date en premier.' : '',
        rejected: false,
        masked: [],
      }
      // A few reports give a reference that no document has: in a large library, they are still a few.
      if (i % 7 !== 0 || i < 700) reports.push(report)
    }
  }
  reports.push({
    id: 'perdu',
    line: 9999,
    document: 'papier bleu',
    role: 'usager',
    difficulties: ['mots'],
    comment: '<b>gras</b>',
    suggestion: '',
    rejected: false,
    masked: [],
  })
  declared.push({ path: 'caf/absent.docx', title: 'Lettre disparue', service: 'caf', volume: 800 })
  const { rows, unmatched } = join(records, declared, reports)
  return {
    title: 'Documents de la ville',
    generatedAt: NOW,
    rows,
    comparison: {
      families: [0, 20, 40].flatMap((from, rank) => {
        const documents = rows.map((_, i) => i).slice(from, from + (rank === 0 ? 12 : 2))
        if (documents.length < 2) return []
        const name = rows[from]?.record.title ?? 'Modèle'
        return [{ name, medoid: from, documents, likeness: documents.map((_, i) => (i < 2 ? 1 : 0.93)) }]
      }),
      passages: ['Voies de recours', 'Données personnelles', 'Contact et accueil'].flatMap((name, rank) => {
        const documents = rows.map((_, i) => i).filter((i) => i % (rank + 2) === 0)
        const [first] = documents
        if (first === undefined) return []
        const reading =
          rank === 2
            ? { sentences: 2, longSentences: 0, turns: 0, terms: 0, phrases: 12, vocabulaire: 8.5, gain: 0 }
            : { sentences: 4, longSentences: 3, turns: 6, terms: 4, phrases: 68, vocabulaire: 48, gain: 4.2 }
        return [
          {
            name,
            words: 84 - 20 * rank,
            documents,
            families: documents.length,
            example: { document: first },
            reading,
            where: `ligne ${30 + rank}`,
            excerpt: 'Vous disposez d’un délai de deux mois à compter de la notification de la présente décision.',
          },
        ]
      }),
    },
    declared,
    scans: SCANS,
    classMoves: classMoves(rows),
    plans: new Map(rows.filter((_, i) => i % 9 === 1).map(({ record }) => [record.path, PLAN])),
    past: new Map(rows.filter((_, i) => i % 4 === 1).map(({ record }) => [record.path, PAST])),
    services: SERVICES,
    reports,
    unmatched,
    reference: REFERENCE,
  }
}

/** Three documents that came onto the list of priorities, and two that left it, one of which is gone. */
function classMoves(rows: readonly InputRow[]): NonNullable<MapInput['classMoves']> {
  const of = (isListed: boolean) =>
    rows.filter(({ priority }) => priority !== null && /P[12]/.test(priority.class) === isListed)
  const title = null
  return [
    ...of(true)
      .slice(0, 3)
      .map(({ record, priority }) => ({
        path: record.path,
        title,
        before: record.path.includes('caf') ? null : 'P3',
        after: priority?.class ?? null,
      })),
    ...of(false)
      .slice(0, 1)
      .map(({ record, priority }) => ({ path: record.path, title, before: 'P2', after: priority?.class ?? null })),
    { path: 'caf/perdue.docx', title: 'Lettre perdue', before: 'P1', after: null },
  ]
}

/** The data of that scan; with the text of its letters when the team keeps it. */
export function generate(count: number, { text = false } = {}): MapData {
  const input = generateInput(count)
  if (!text) return buildMapData(input)
  const rows = input.rows.map((row) => ({ ...row, record: { ...row.record, text: letterOf(row.record) } }))
  return buildMapData({ ...input, rows, textAllowed: true })
}

const SENTENCE = 'La présente décision vous est notifiée conformément aux dispositions susvisées. '

/** A letter where each remark stands in its paragraph. */
function letterOf({ title, findings }: InputRecord): NonNullable<InputRecord['text']> {
  const marked = findings.filter(({ loc }) => loc !== null)
  return [
    { kind: 'heading', text: title ?? '', marks: [] },
    ...marked.map((_, rank) => ({
      kind: 'paragraph',
      text: `Madame, Monsieur, ${SENTENCE}${SENTENCE}`,
      marks: [[18, 18 + SENTENCE.length - 1, rank] as const],
    })),
  ]
}

function scored(rank: number, format: string, random: () => number): Pick<InputRecord, 'score' | 'findings'> {
  const level = random() ** 1.3
  const hasLayout = format === 'docx' || format === 'pdf' || format === 'odt'
  const measured = REFERENCE.principles
    .map(({ id }) => id)
    .filter((id) => id in REFERENCE.calibration.weights && (hasLayout || id !== 'mise-en-page'))
  const total = measured.reduce((sum, id) => sum + (REFERENCE.calibration.weights[id] ?? 0), 0)
  const parts: Record<string, number> = {}
  const contributions = REFERENCE.indicators
    .filter(({ principle }) => measured.includes(principle))
    .map(({ id, principle, label, share, clear, complex }) => {
      const points = 100 * Math.min(1, level * 1.4 * random() + level * 0.3)
      parts[principle] = (parts[principle] ?? 0) + (share / 100) * points
      const value = clear + ((complex - clear) * points) / 100
      return {
        indicator: id,
        principle,
        points,
        contribution: ((REFERENCE.calibration.weights[principle] ?? 0) * (share / 100) * points) / total,
        said: label.replace('{x}', value.toFixed(value < 10 ? 1 : 0).replace('.', ',')),
      }
    })
    .sort((a, b) => b.contribution - a.contribution)
  const value = contributions.reduce((sum, { contribution }) => sum + contribution, 0)
  const missing = rank % 11 === 2 ? ['contact-manquant'] : []
  const uncapped = REFERENCE.calibration.grades.find(({ upTo }) => value < upTo)?.letter ?? 'E'
  const grade = missing.length > 0 && uncapped < 'C' ? 'C' : uncapped
  const findings = Array.from({ length: Math.round(level * 14) }, (_, k) => ({
    rule: k % 3 === 0 ? 'phrase-longue' : k % 3 === 1 ? 'jargon-administratif' : 'voix-passive',
    principle: k % 3 === 1 ? 'vocabulaire' : 'phrases',
    severity: 'avertissement',
    message:
      k % 3 === 0
        ? `Cette phrase compte ${26 + k} mots. Visez 20 mots au plus.`
        : k % 3 === 1
          ? '« Susvisé » : dites « ci-dessus ».'
          : 'Dites qui fait l’action.',
    loc: { kind: 'offsets', start: k, end: k + 5, line: 3 + k, column: 1 },
    excerpt: 'La présente décision vous est notifiée conformément aux dispositions susvisées.',
  }))
  return {
    score: {
      value,
      margin: 2 + 6 * random(),
      grade,
      ...(grade === uncapped ? {} : { uncapped }),
      parts,
      contributions,
      missing,
      gains: gainsOf(value),
      engagements: { kept: 8 - missing.length, applicable: 8, rules: ENGAGEMENTS },
    },
    findings:
      rank % 11 === 4
        ? [
            ...findings,
            {
              rule: 'avis-usager-absent',
              principle: 'engagements',
              severity: 'information',
              message: 'Rien ne dit comment donner son avis.',
              loc: null,
              excerpt: '',
            },
          ]
        : missing.length > 0
          ? [
              ...findings,
              {
                rule: 'contact-manquant',
                principle: 'engagements',
                severity: 'erreur',
                message: 'Ce document ne donne ni téléphone, ni messagerie pour joindre le service.',
                loc: null,
                excerpt: '',
              },
            ]
          : findings,
  }
}

function gainsOf(value: number): NonNullable<InputScore['gains']> {
  if (value < 20) return []
  return [
    { rule: 'phrase-longue', count: 5, value: 0.8 * value },
    { rule: 'jargon-administratif', count: 1, value: 0.9 * value },
  ].map((gain) => ({
    ...gain,
    grade: REFERENCE.calibration.grades.find(({ upTo }) => gain.value < upTo)?.letter ?? 'E',
  }))
}

/** Joins records, declarations and reports with the real functions, as the command line does. */
function join(
  records: readonly InputRecord[],
  declared: NonNullable<MapInput['declared']>,
  reports: readonly Report[],
): { rows: InputRow[]; unmatched: NonNullable<MapInput['unmatched']> } {
  const byPath = new Map(declared.map((one) => [one.path, one]))
  const { matched, unmatched } = matchReports(reports, declared)
  const items = new Map(
    [...matched].map(([path, found]) => [
      path,
      weighReports(
        found.map(({ report }) => report),
        { now: NOW },
      ).map((item) => ({ ...item, by: 'reference' as const })),
    ]),
  )
  const stakes = ['droit', 'demarche', 'information'] as const
  const inputs = records.map((record, rank) => {
    const volume = byPath.get(record.path)?.volume
    return {
      id: record.path,
      type: record.type ?? 'autre',
      score: record.score?.value ?? null,
      missing: record.score?.missing ?? [],
      reports: items.get(record.path) ?? [],
      stake: stakes[rank % 3] ?? 'demarche',
      ...(volume === undefined ? {} : { reach: volume }),
    }
  })
  const priorities = new Map(prioritise(inputs).map((priority) => [priority.id, priority]))
  const rows = records.map((record): InputRow => {
    const own = items.get(record.path) ?? []
    const priority = priorities.get(record.path)
    return {
      record,
      declared: byPath.get(record.path),
      reports: {
        received: own.length,
        counted: own.filter(({ weight }) => weight > 0).length,
        difficulties: priority?.difficulties ?? {},
        items: own,
      },
      priority:
        priority && record.score
          ? { ...priority, said: sayPriority(priority, { type: record.type ?? 'autre', grade: record.score.grade }) }
          : null,
    }
  })
  return { rows, unmatched }
}

function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
