import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modelFinder } from '@limpide/library/similar'
import { openTables } from '@limpide/library/store'
import {
  createReportStore,
  REPORT_MIGRATIONS,
  REPORT_VERSION,
  type ReportStore,
  type ReportTables,
} from '@limpide/reports/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { printOf } from '../../../library/src/similar/fingerprint.ts'
import { packFingerprint } from '../../../library/src/similar/pack.ts'
import type { SiteDocument } from './context.ts'
import { createIntake } from './intake.ts'

const TEXTS: Readonly<Record<string, string>> = {
  'refus.md':
    'Vous avez demandé une aide au logement. Nous ne pouvons pas vous donner cette aide, car vos ressources dépassent le plafond de votre foyer. Si votre situation a changé, envoyez-nous vos nouvelles ressources et nous reprendrons votre dossier.',
  'cantine.md':
    'La facture de la cantine du mois dernier reste à payer. Vous pouvez payer en ligne, par chèque ou au guichet de la régie. Si vous avez déjà payé, ne tenez pas compte de cette lettre et gardez votre reçu.',
}
const DOCUMENTS: readonly SiteDocument[] = [
  { path: 'refus.md', title: 'Refus d’aide au logement', reference: 'AL-012' },
  { path: 'cantine.md', title: 'Relance pour la cantine', reference: 'CAN-07' },
]
const isWord = (word: string): boolean => word.length > 2
const finder = modelFinder(
  Object.entries(TEXTS).map(([path, text]) => ({
    path,
    fingerprint: packFingerprint({
      ...printOf([{ index: 0, zone: 'corps', text, opaque: [] }], isWord),
      evidence: null,
    }),
  })),
  isWord,
)

let root: string
let reports: ReportStore
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'limpide-intake-'))
  const opened = await openTables<ReportTables>(
    { root },
    { create: true, migrations: REPORT_MIGRATIONS, version: REPORT_VERSION },
  )
  if (opened === undefined) throw new Error('no store was made')
  reports = createReportStore(opened.db)
})
afterEach(async () => {
  await reports.close()
  rmSync(root, { recursive: true, force: true })
})

const intake = () =>
  createIntake({
    reports,
    documents: async () => DOCUMENTS,
    now: () => Date.parse('2026-03-02T12:00:00Z'),
    resembling: async (text) => {
      const sure = finder.find(text)?.path
      return { ...(sure === undefined ? {} : { sure }), near: finder.near(text).map(({ path }) => path) }
    },
  })

async function given(attachment: string, reference?: string) {
  const report = {
    role: 'usager' as const,
    difficulties: [],
    comment: 'Je ne comprends pas.',
    suggestion: '',
    ...(reference === undefined ? {} : { reference }),
  }
  const added = await intake().take({ report, channel: 'formulaire', attachment })
  const { path, matchedBy } = (await reports.get(added?.id ?? '')) ?? {}
  return [path, matchedBy]
}

test('a copy of a letter, made anonymous, gives its report to its model', async () => {
  expect(await given(`Madame [nom],\n${TEXTS['refus.md']}\nCordialement`)).toEqual(['refus.md', 'piece-jointe'])
  expect(await given(`N/Réf. : CAN-07\nMadame`)).toEqual(['cantine.md', 'piece-jointe'])
})

test('what the reader says of the document comes before the copy; a copy of nothing waits for a person', async () => {
  expect(await given(TEXTS['refus.md'] ?? '', 'CAN-07')).toEqual(['cantine.md', 'reference'])
  expect(
    await given('Une page de journal sur le jardinage, avec des conseils pour tailler les rosiers en hiver.'),
  ).toEqual([undefined, undefined])
})
