import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  askPostgres,
  type Postgres,
  postgresFolder,
  startPostgres,
} from '../../../library/src/store/postgres-fixture.ts'
import { startTestSite, type TestSite } from '../serve/site-fixture.ts'
import type { PlanDocument } from './plan-rows.ts'
import { formIn, member } from './plan-site-fixture.ts'

const SHEET = '/plan/document?chemin=refus.md'
const CARD = '/plan/carte?chemin=refus.md&version=1'
const DAY = 86_400_000

let on: TestSite
beforeEach(async () => {
  on = await startTestSite({ perMinute: 10_000 })
})
afterEach(() => on.close())

/** The letter, rewritten and scanned again. */
function rewritten(letter: PlanDocument, hash = 'nouveau'): PlanDocument {
  const score = { value: 31, margin: 5, grade: 'C', rules: '1.2.0', calibration: '2026-11' }
  return { ...letter, hash, score, expected: null }
}

/** Takes the letter to « publié », by whoever may. */
async function publish(): Promise<void> {
  const dom = await member(on, 'Dominique', 'responsable')
  await dom.post('/plan/ajouter', { document: 'refus.md' })
  for (const step of ['en-reecriture', 'relecture-juridique'])
    await dom.post('/plan/modifier', { ...formIn((await dom.get(SHEET)).body, '/plan/modifier'), step })
  on.library = on.library.map((letter) => rewritten(letter))
  const form = formIn((await dom.get(SHEET)).body, '/plan/publier')
  const done = await dom.post('/plan/publier', { ...form, raison: 'texte court, relu par trois agents' })
  expect(done.statusCode).toBe(303)
}

/** Puts many documents in the plan at once, as that many calls would; some are late. */
async function fill(documents: readonly PlanDocument[], isLate: (path: string) => boolean): Promise<void> {
  const at = '2026-01-02T12:00:00.000Z'
  const none = { owner: null, legal_expert: null, reference: null, service: null }
  const rows = documents.map(({ path, title }) => ({
    ...none,
    path,
    title,
    revision: 1,
    step: 'a-traiter',
    due_on: isLate(path) ? '2026-02-01' : null,
    opened_at: at,
    updated_at: at,
  }))
  await on.planTables.transaction().execute(async (trx) => {
    for (let from = 0; from < rows.length; from += 1_000)
      await trx
        .insertInto('plans')
        .values(rows.slice(from, from + 1_000))
        .execute()
  })
}

async function report(comment: string, date: string, difficulties: readonly ('mots' | 'que-faire')[]): Promise<string> {
  const added = await on.reports.add(
    {
      report: { role: 'usager', difficulties, comment, suggestion: '', reference: 'AL-012', date },
      channel: 'formulaire',
      match: { path: 'refus.md', by: 'reference' },
    },
    `${date}T09:00:00.000Z`,
  )
  return added?.code ?? ''
}

describe('the plan of a library', () => {
  test('an empty library, and a plan without a document, say what to do first', async () => {
    on.library = []
    const lou = await member(on, 'Lou', 'redaction')
    const { body } = await lou.get('/plan')
    expect(body).toContain('Vous ne suivez encore aucun document')
    expect(body).toContain('limpide scan DOSSIER --memoriser')
    expect((await lou.get(SHEET)).statusCode).toBe(404)
    expect((await lou.get('/plan/export.md')).body).toContain('Nous ne suivons encore aucun document.')
    expect((await on.site.inject('/on-la-fait')).body).toContain('Rien n’est encore publié')
  })

  test('a document is added by its file, its reference or its title, once', async () => {
    const lou = await member(on, 'Lou', 'redaction')
    for (const document of ['refus.md', 'al-012', 'refus <b>de</b> "carte"'])
      expect((await lou.post('/plan/ajouter', { document })).headers.location).toBe(SHEET)
    expect(await on.plans.list()).toHaveLength(1)
    const unknown = await lou.post('/plan/ajouter', { document: 'lettre perdue' })
    expect(unknown.statusCode).toBe(422)
    expect(unknown.body).toContain('Aucun document ne s’appelle «\u00a0lettre perdue\u00a0»')
  })

  test('the sheet says the score, what correcting would give, and what users said', async () => {
    await report('« forclusion » ?', '2026-02-20', ['mots', 'que-faire'])
    await report('Je ne sais pas quoi faire après', '2026-02-21', ['que-faire'])
    const lou = await member(on, 'Lou', 'redaction')
    await lou.post('/plan/ajouter', { document: 'refus.md' })
    const { body } = await lou.get(SHEET)
    expect(body).toContain('E, 62 sur 100')
    expect(body).toContain('D, 41 sur 100, soit 21\u00a0points de moins')
    expect(body).toContain('2\u00a0: je ne sais pas quoi faire (2), les mots (1)')
    expect(body).not.toMatch(/<script/)
  })

  test('who may only read is shown no form and is refused; a writer neither publishes nor accepts', async () => {
    const lou = await member(on, 'Lou', 'redaction')
    const lea = await member(on, 'Léa', 'lecture')
    await lou.post('/plan/ajouter', { document: 'refus.md' })
    expect((await lea.get(SHEET)).body).not.toContain('<form method="post"')
    for (const action of ['ajouter', 'modifier', 'commenter', 'publier', 'mesurer', 'carte'])
      expect((await lea.post(`/plan/${action}`, { chemin: 'refus.md' })).statusCode).toBe(403)
    const { body } = await lou.get(SHEET)
    expect(body).not.toContain('action="/plan/publier"')
    expect(body).not.toContain('value="accepte"')
    expect((await lou.post('/plan/publier', { chemin: 'refus.md' })).statusCode).toBe(403)
    const forced = { ...formIn(body, '/plan/modifier'), step: 'accepte', raison: 'parce que' }
    const refused = await lou.post('/plan/modifier', forced)
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Votre rôle ne permet pas ce changement')
    expect((await on.site.inject('/plan')).headers.location).toBe('/connexion')
  })

  test('accepting asks for a reason, and what was written is not lost', async () => {
    const dom = await member(on, 'Dominique', 'responsable')
    await dom.post('/plan/ajouter', { document: 'refus.md' })
    const form = { ...formIn((await dom.get(SHEET)).body, '/plan/modifier'), step: 'accepte', owner: 'Max' }
    const refused = await dom.post('/plan/modifier', form)
    expect(refused.statusCode).toBe(422)
    expect(formIn(refused.body, '/plan/modifier')).toMatchObject({ step: 'accepte', owner: 'Max' })
    await dom.post('/plan/modifier', { ...form, raison: 'courrier supprimé en juin' })
    await dom.post('/plan/commenter', { chemin: 'refus.md', commentaire: 'voir AL-013' })
    // What was written together is one line of the story, with its reason said once.
    const story = /<ol class="history">([\s\S]*?)<\/ol>/.exec((await dom.get(SHEET)).body)?.[1] ?? ''
    expect(story.match(/<li>/g)).toHaveLength(3)
    expect(story.match(/Pourquoi\u00a0: courrier supprimé en juin<\/li>/g)).toHaveLength(1)
    expect((await dom.get('/plan/export.md')).body).toContain('courrier supprimé en juin')
  })

  test('each step says what to do now, to who may do it', async () => {
    const [lou, dom, lea] = [
      await member(on, 'Lou', 'redaction'),
      await member(on, 'Dominique', 'responsable'),
      await member(on, 'Léa', 'lecture'),
    ]
    const now = async (who: typeof lou): Promise<string | undefined> =>
      /<p class="said"><strong>À faire maintenant\u00a0:<\/strong> (.*?)<\/p>/s.exec((await who.get(SHEET)).body)?.[1]
    const move = async (step: string, owner = ''): Promise<void> => {
      const form = formIn((await dom.get(SHEET)).body, '/plan/modifier')
      expect((await dom.post('/plan/modifier', { ...form, step, owner, raison: 'essai' })).statusCode).toBe(303)
    }
    await dom.post('/plan/ajouter', { document: 'refus.md' })
    expect(await now(lou)).toContain('choisissez qui réécrit, et pour quand')
    expect(await now(lea)).toBeUndefined()
    await move('en-reecriture')
    expect(await now(lou)).toContain('réécrivez refus.md')
    on.library = on.library.map((letter) => rewritten(letter))
    expect(await now(lou)).toContain('le nouveau texte est analysé')
    await move('relecture-juridique')
    expect(await now(lou)).toContain('l’expert juridique vérifie')
    await move('test-usagers')
    expect(await now(lou)).toContain('href="/tests/document?chemin=refus.md">imprimez le kit')
    const proof = { kind: 'test-usagers', summary: '8 personnes', data: null } as const
    await on.plans.attachProof('refus.md', proof, { actor: 'Lou' }, '2026-03-02T12:00:00.000Z')
    expect(await now(lou)).toContain('Un responsable peut publier')
    expect(await now(dom)).toContain('Publiez le nouveau texte')
    await dom.post('/plan/publier', formIn((await dom.get(SHEET)).body, '/plan/publier'))
    expect(await now(lou)).toContain('Écrivez la carte publique</a>\u00a0: un responsable la publie')
    const card = { ...formIn((await dom.get(CARD)).body, '/plan/carte'), avant: 'a', maintenant: 'b' }
    await dom.post('/plan/carte', card)
    await dom.post('/plan/carte/publier', formIn((await dom.get(CARD)).body, '/plan/carte/publier'))
    expect(await now(dom)).toContain('attendez le 31 mai 2026, puis mesurez')
  })

  test('a document that left the library keeps its plan, its name and its story', async () => {
    await publish()
    on.library = []
    const lou = await member(on, 'Lou', 'redaction')
    expect((await lou.get('/plan')).body).toContain('absent de la bibliothèque')
    const { body, statusCode } = await lou.get(SHEET)
    expect(statusCode).toBe(200)
    expect(body).toContain('n’est plus dans la bibliothèque')
    expect(body).toContain('Refus &lt;b&gt;de&lt;/b&gt;')
    expect((await lou.post('/plan/commenter', { chemin: 'refus.md', commentaire: 'où est-il ?' })).statusCode).toBe(303)
  })

  test('a title of 500 signs with markup is text on every page, in every export and every feed', async () => {
    const title = `<script>alert(1)</script>]]> "=1+1" | [x](javascript:1) ${'é'.repeat(450)}`
    on.library = on.library.map((letter) => ({ ...letter, title }))
    await publish()
    const dom = await member(on, 'Dominique', 'responsable')
    const form = formIn((await dom.get(CARD)).body, '/plan/carte')
    await dom.post('/plan/carte', { ...form, titre: title.slice(0, 500), avant: title, maintenant: title })
    await dom.post('/plan/carte/publier', formIn((await dom.get(CARD)).body, '/plan/carte/publier'))
    for (const url of ['/plan', SHEET, CARD, '/on-la-fait', '/on-la-fait/social', '/on-la-fait/social/flux.xml']) {
      const { body, statusCode } = await dom.get(url)
      expect([url, statusCode]).toEqual([url, 200])
      expect(body).not.toContain('<script')
    }
    expect((await dom.get('/plan/export.md')).body).not.toMatch(/[^\\](?:<|\]\()/)
  })

  test('the exports hold what is on the screen, and no title becomes a formula', async () => {
    on.library = [...on.library, { ...on.library[0]!, path: 'b.md', title: '=HYPERLINK("x")', reference: 'B-2' }]
    const lou = await member(on, 'Lou', 'redaction')
    for (const document of ['refus.md', 'b.md']) await lou.post('/plan/ajouter', { document })
    const form = formIn((await lou.get('/plan/document?chemin=b.md')).body, '/plan/modifier')
    await lou.post('/plan/modifier', { ...form, dueOn: '2026-01-31', owner: 'Max', step: 'en-reecriture' })
    const { body } = await lou.get('/plan?retard=oui')
    expect(body).toContain('<h2 id="liste">1\u00a0document</h2>')
    const link = /href="(\/plan\/export\.csv[^"]*)"/.exec(body)?.[1] ?? ''
    const { body: csv } = await lou.get(link.replaceAll('&amp;', '&'))
    const lines = csv.trimEnd().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toBe(
      '"\'=HYPERLINK(""x"")";B-2;Action sociale;en réécriture;Max;;2026-01-31;oui;2026-03-02;E;62;E;62;41;21;;;;;;0;;;;;;b.md',
    )
    expect((await lou.get('/plan?texte=max&etape=publie')).body).toContain('Aucun document ne répond à ces choix')
  })
})

describe('a plan of ten thousand documents', () => {
  test('is read page by page, and each page, each choice and each export is an address', async () => {
    const [letter] = on.library
    if (letter === undefined) throw new Error('no letter')
    const name = (i: number): string => `Lettre ${String(i).padStart(5, '0')}`
    on.library = Array.from({ length: 10_000 }, (_, i) => ({ ...letter, path: `${i}.md`, title: name(i) }))
    await fill(on.library, (path) => path.endsWith('7.md'))
    const lou = await member(on, 'Lou', 'redaction')
    const read = async (url: string) => {
      const { body, statusCode } = await lou.get(url)
      expect([url, statusCode]).toEqual([url, 200])
      // A page weighs what its lines do, whatever the length of the plan.
      expect(body.length).toBeLessThan(100_000)
      return {
        titles: [...body.matchAll(/<td class="path"><a [^>]*>(Lettre \d+)</g)].map(([, title]) => title),
        heading: /<h2 id="liste">([^<]*)/.exec(body)?.[1]?.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' '),
        links: new Map(
          [...body.matchAll(/<a href="(\/plan[^"]*)"[^>]*>([^<]*)<\/a>/g)].map(([, to = '', label = '']) => [
            label,
            to.replaceAll('&amp;', '&'),
          ]),
        ),
      }
    }
    const first = await read('/plan')
    expect(first.heading).toBe('10 000 documents, de 1 à 50')
    // What is late comes first.
    expect([first.titles.length, first.titles[0], first.titles[49]]).toEqual([50, name(7), name(497)])
    expect(first.links.has('Page précédente')).toBe(false)
    const second = await read(first.links.get('Page suivante') ?? '')
    expect([second.heading, second.titles[0]]).toEqual(['10 000 documents, de 51 à 100', name(507)])
    const last = await read(first.links.get('Dernière page') ?? '')
    expect([last.heading, last.titles.at(-1)]).toEqual(['10 000 documents, de 9 951 à 10 000', name(9999)])
    expect(last.links.has('Page suivante')).toBe(false)
    // A page that is not there, or no longer, is the nearest one.
    for (const page of ['999', '0', '-3', 'x', '1.5'])
      expect((await read(`/plan?page=${page}`)).heading).toBe(page === '999' ? last.heading : first.heading)
    // Every document is on one page, and on one only.
    const all: unknown[] = []
    for (let url = '/plan?retard=oui'; url !== ''; ) {
      const page = await read(url)
      all.push(...page.titles)
      url = page.links.get('Page suivante') ?? ''
      expect(url).toMatch(/^$|retard=oui&page=\d+$/)
    }
    expect(all).toEqual(Array.from({ length: 1_000 }, (_, i) => name(i * 10 + 7)))
    // The exports hold all that the choices keep, not the page alone.
    const late = await read('/plan?texte=lettre+0000&retard=oui&page=2')
    expect(late.heading).toBe('1 document')
    const csv = (await lou.get(first.links.get('pour un tableur (CSV)') ?? '')).body
    expect(csv.trimEnd().split('\r\n')).toHaveLength(10_001)
  })
})

describe('two who write at once', () => {
  test('the second is shown what the first wrote, keeps what is only theirs, and chooses the rest', async () => {
    const [lou, max] = [await member(on, 'Lou', 'redaction'), await member(on, 'Max', 'redaction')]
    await lou.post('/plan/ajouter', { document: 'refus.md' })
    const form = formIn((await lou.get(SHEET)).body, '/plan/modifier')
    await lou.post('/plan/modifier', { ...form, owner: 'Lou Lamy', step: 'en-reecriture' })
    const late = await max.post('/plan/modifier', { ...form, owner: 'Max Petit', dueOn: '2026-06-30', raison: 'été' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Lou a modifié')
    expect(late.body).toContain('Ce que Lou a écrit\u00a0: «\u00a0Lou Lamy\u00a0»')
    expect(late.body).toContain('Ce que vous avez écrit\u00a0: «\u00a0Max Petit\u00a0»')
    expect(late.body).toContain('Aussi gardé de vous\u00a0: échéance, 30 juin 2026')
    const choice = formIn(late.body, '/plan/modifier')
    expect(choice).toMatchObject({ owner: 'Lou Lamy', dueOn: '2026-06-30', step: 'en-reecriture', raison: 'été' })
    expect((await max.post('/plan/modifier', { ...choice, owner: 'Max Petit' })).statusCode).toBe(303)
    expect(await on.plans.get('refus.md')).toMatchObject({
      owner: 'Max Petit',
      dueOn: '2026-06-30',
      step: 'en-reecriture',
    })
  })

  test('a program that writes on an old revision is refused, and given what was written', async () => {
    const lou = await member(on, 'Lou', 'redaction')
    await lou.post('/plan/ajouter', { document: 'refus.md' })
    const patch = (payload: object, document = 'refus.md') =>
      on.site.inject({
        method: 'PATCH',
        url: `/api/plan?document=${document}`,
        headers: { authorization: `Bearer ${lou.token}` },
        payload,
      })
    expect((await patch({ revision: 1, responsable: 'Max', etape: 'en-reecriture' })).json()).toMatchObject({
      revision: 2,
      responsable: 'Max',
    })
    const late = await patch({ revision: 1, responsable: 'Sam' })
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({ code: 'conflit', actuel: { responsable: 'Max', revision: 2 } })
    expect(late.json().depuis).toHaveLength(2)
    expect((await patch({ revision: 2, etape: 'accepte', raison: 'x' })).statusCode).toBe(403)
    expect((await patch({ revision: 2, etape: 'mesure' })).statusCode).toBe(422)
    expect((await patch({ revision: 'x', etape: 'fini', echeance: 3 })).statusCode).toBe(400)
    expect((await patch({ revision: 1 }, 'rien.md')).statusCode).toBe(404)
    const listed = await on.site.inject({
      url: '/api/plan?document=refus.md',
      headers: { authorization: `Bearer ${lou.token}` },
    })
    expect(listed.json()).toMatchObject([{ document: 'refus.md', score: { value: 62 }, versions: [{ numero: 0 }] }])
  })
})

describe('from a rewriting to what everyone reads', () => {
  test('a card is written, cleared, published, followed by its feeds, and taken back with a reason', async () => {
    const said = 'Je ne comprends pas « forclusion », écrivez au 06 12 34 56 78.'
    const code = await report(`Mme Martin. ${said}`, '2026-02-20', ['mots'])
    await publish()
    const lou = await member(on, 'Lou', 'redaction')
    const dom = await member(on, 'Dominique', 'responsable')
    const form = {
      ...formIn((await lou.get(CARD)).body, '/plan/carte'),
      avant: 'M. Durand, il ne peut être donné suite à votre demande.',
      maintenant: 'Nous refusons votre demande.',
      citation: said,
    }
    const invented = await lou.post('/plan/carte', { ...form, citation: 'Bravo au service !', accord: 'oui' })
    expect(invented.body).toContain('Cette phrase n’est dans aucun signalement')
    const uncleared = await lou.post('/plan/carte', form)
    expect(uncleared.statusCode).toBe(422)
    expect(uncleared.body).toContain('Vérifiez que sa phrase ne désigne personne')
    expect((await lou.post('/plan/carte', { ...form, accord: 'oui' })).statusCode).toBe(303)
    const { body: written } = await lou.get(CARD)
    expect(written).not.toContain('/plan/carte/publier')
    expect((await on.site.inject('/on-la-fait/social')).body).toContain('Rien n’est encore publié')
    await dom.post('/plan/carte/publier', formIn((await dom.get(CARD)).body, '/plan/carte/publier'))

    const { body } = await on.site.inject('/on-la-fait/social')
    expect(body).toContain('1\u00a0signalement\u00a0: les mots (1).')
    expect(body).toContain('«\u00a0M. [nom], il ne peut être donné suite à votre demande.\u00a0»')
    expect(body).toContain('Je ne comprends pas « forclusion », écrivez au [téléphone].')
    expect(body).toContain('Note\u00a0: de E, 62 sur 100 à C, 31 sur 100.')
    expect(body).not.toMatch(/Durand|Martin|Dominique|Lou|06 12/)
    const feed = (await on.site.inject('/on-la-fait/social/flux.json')).json()
    expect(feed.items).toHaveLength(1)
    expect(feed.items[0].url).toContain(`#carte-${/id="carte-([^"]+)"/.exec(body)?.[1]}`)

    await on.reports.erase(code, '2026-03-03T12:00:00.000Z')
    expect((await on.site.inject('/on-la-fait/social')).body).not.toContain('Je ne comprends pas')

    const withdraw = formIn((await dom.get(CARD)).body, '/plan/carte/retirer')
    expect((await dom.post('/plan/carte/retirer', withdraw)).statusCode).toBe(422)
    await dom.post('/plan/carte/retirer', { ...withdraw, raison: 'phrase d’un autre courrier' })
    expect((await on.site.inject('/on-la-fait/social')).body).toContain('Rien n’est encore publié')
    expect((await on.site.inject('/on-la-fait/social/flux.json')).json().items).toEqual([])
    expect((await dom.get(CARD)).body).toContain('retirée. Pourquoi\u00a0: phrase d’un autre courrier')
    expect((await on.site.inject('/on-la-fait/ailleurs')).statusCode).toBe(404)
  })

  test('what was said on the very day of the publication is of the text before, or of the new one, by the hour', async () => {
    const today = new Date(on.clock).toISOString().slice(0, 10)
    await report('le mot forclusion', today, ['mots'])
    await publish()
    const dom = await member(on, 'Dominique', 'responsable')
    expect((await dom.get(CARD)).body).toContain('1\u00a0signalement\u00a0: les mots (1)')
    expect((await dom.get(SHEET)).body).toMatch(/Signalements du texte en service<\/dt><dd>0</)
    on.clock += 3_600_000
    await on.reports.add(
      {
        report: { role: 'usager', difficulties: ['que-faire'], comment: 'et après', suggestion: '', date: today },
        channel: 'formulaire',
        match: { path: 'refus.md', by: 'reference' },
      },
      new Date(on.clock).toISOString(),
    )
    expect((await dom.get(CARD)).body).toContain('1\u00a0signalement\u00a0: les mots (1)')
    expect((await dom.get(SHEET)).body).toMatch(/Signalements du texte en service<\/dt><dd>1\u00a0: je ne sais pas/)
  })

  test('a new text in another file: the sheet says its note, where it is, and what became of the old one', async () => {
    const [letter] = on.library
    if (letter === undefined) throw new Error('no letter')
    on.library = [letter, { ...rewritten(letter), path: 'refus-2026.md', reference: 'AL-012 B' }]
    const dom = await member(on, 'Dominique', 'responsable')
    await dom.post('/plan/ajouter', { document: 'refus.md' })
    for (const step of ['en-reecriture', 'relecture-juridique'])
      await dom.post('/plan/modifier', { ...formIn((await dom.get(SHEET)).body, '/plan/modifier'), step })
    const form = formIn((await dom.get(SHEET)).body, '/plan/publier')
    await dom.post('/plan/publier', { ...form, fichier: 'refus-2026.md', raison: 'relu par trois agents' })
    const { body } = await dom.get(SHEET)
    expect(body).toContain('<dt>Note du texte en service</dt><dd>C, 31 sur 100</dd>')
    expect(body).toContain('data-titre="Fichier">refus-2026.md<br><span class="print">empreinte nouveau</span>')
    expect(body).toContain('data-titre="Fichier">refus.md<br><span class="print">empreinte ancien</span>')
    const asked = await on.site.inject({
      url: '/api/plan?document=refus.md',
      headers: { authorization: `Bearer ${dom.token}` },
    })
    expect(asked.json()[0].versions).toMatchObject([
      { fichier: 'refus.md', empreinte: 'ancien' },
      { fichier: 'refus-2026.md', empreinte: 'nouveau' },
    ])
    // The files live on: one is written over, the other moves, then is gone.
    on.library = [
      { ...letter, hash: 'autre' },
      { ...letter, path: 'modeles/refus.md', hash: 'nouveau' },
    ]
    const moved = (await dom.get(SHEET)).body
    expect(moved).toContain('refus.md\u00a0: modifié depuis')
    expect(moved).toContain('refus-2026.md\u00a0: ce texte est maintenant dans modeles/refus.md')
    on.library = []
    expect((await dom.get(SHEET)).body).toContain('refus-2026.md\u00a0: il n’est plus dans la bibliothèque')
  })

  test('two who write one card at once: the second keeps their text and sees the other’s', async () => {
    await publish()
    const [lou, max] = [await member(on, 'Lou', 'redaction'), await member(on, 'Max', 'redaction')]
    const form = formIn((await lou.get(CARD)).body, '/plan/carte')
    await lou.post('/plan/carte', { ...form, avant: 'a', maintenant: 'Le premier texte.' })
    const late = await max.post('/plan/carte', { ...form, avant: 'a', maintenant: 'Le second texte.' })
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('«\u00a0Le premier texte.\u00a0»')
    const again = formIn(late.body, '/plan/carte')
    expect(again.maintenant).toBe('Le second texte.')
    expect((await max.post('/plan/carte', again)).statusCode).toBe(303)
  })

  test('an effect waits for 90 days and enough copies, then is kept with its interval', async () => {
    for (let day = 1; day <= 28; day++)
      await report(`remarque ${day} ${'abcdefghijklmnop'.slice(day % 9)}`, `2026-02-${String(day).padStart(2, '0')}`, [
        'mots',
      ])
    await publish()
    on.clock += 60 * DAY
    const dom = await member(on, 'Dominique', 'responsable')
    const { body: waiting } = await dom.get(SHEET)
    expect(waiting).not.toContain('action="/plan/mesurer"')
    const form = { chemin: 'refus.md', lu: '4', 'envois-avant': '3000', 'envois-apres': '3000' }
    const early = await dom.post('/plan/mesurer', form)
    expect(early.statusCode).toBe(422)
    expect(early.body).toContain('attendez le 31 mai 2026, 90 jours après la publication')
    on.clock += 30 * DAY
    const late = await member(on, 'Dominique', 'responsable')
    expect((await late.get('/plan')).body).toContain('à mesurer depuis le 31 mai 2026')
    const few = await late.post('/plan/mesurer', { ...form, 'envois-apres': '1999' })
    expect(few.body).toContain('moins de 2\u202f000 envois')
    const shown = formIn((await late.get(SHEET)).body, '/plan/mesurer')
    expect(shown).toMatchObject({ 'envois-avant': '2959', 'envois-apres': '2959' })
    expect((await late.post('/plan/mesurer', shown)).statusCode).toBe(303)
    expect(await on.plans.measures('refus.md')).toMatchObject([
      { ratio: 0, low: 0, rates: { before: { reports: 28 }, after: { reports: 0 } } },
    ])
    const { body } = await late.get(SHEET)
    expect(body).toContain('Les signalements ont baissé\u00a0: −100\u00a0%')
    expect(body).toContain('de «\u00a0publié\u00a0» à «\u00a0mesuré\u00a0»')
  })

  test('medians of services are shown to everyone from five documents on, never under', async () => {
    const [letter] = on.library
    if (letter === undefined) throw new Error('no letter')
    const by = { actor: 'Dominique', role: 'responsable', reason: 'essai' } as const
    const all = Array.from({ length: 5 }, (_, i) => ({ ...letter, path: `${i}.md`, hash: `${i}` }))
    on.library = all
    for (const [i, document] of all.entries()) {
      const now = '2026-03-02T12:00:00.000Z'
      await on.plans.open(document.path, document, by, now)
      await on.plans.edit(document.path, 1, { step: 'en-reecriture' }, by, now)
      await on.plans.edit(document.path, 2, { step: 'relecture-juridique' }, by, now)
      const { body } = await on.site.inject('/on-la-fait')
      expect([i, /Note médiane/.test(body)]).toEqual([i, false])
      await on.plans.publish(document.path, 3, { on: '2026-03-02', known: rewritten(document) }, by, now)
    }
    const { body } = await on.site.inject('/on-la-fait')
    expect(body).toContain('5\u00a0documents réécrits. Note médiane\u00a0: 62 avant, 31 maintenant')
  })
})

const bin = postgresFolder()
describe.each(['a file', 'PostgreSQL'] as const)('five users at once, in %s', (kind) => {
  let server: Postgres | undefined
  beforeAll(() => {
    if (kind === 'PostgreSQL' && bin !== undefined) server = startPostgres(bin)
  }, 60_000)
  afterAll(() => server?.stop())

  test.skipIf(kind === 'PostgreSQL' && bin === undefined)('none of what they write is lost', async () => {
    if (server !== undefined) await askPostgres(server.url, 'drop schema if exists limpide cascade')
    const site = kind === 'a file' ? on : await startTestSite({ perMinute: 10_000 }, server?.url)
    try {
      const names = ['Ana', 'Bob', 'Chi', 'Dia', 'Eva']
      const at = await site.site.listen({ host: '127.0.0.1', port: 0 })
      const users = await Promise.all(names.map((name) => member(site, name, 'redaction', at)))
      await users[0]!.post('/plan/ajouter', { document: 'refus.md' })
      const turns = 4
      let conflicts = 0
      await Promise.all(
        users.map(async (user, i) => {
          for (let turn = 1; turn <= turns; turn++) {
            const mine = `${names[i]} ${turn}`
            await user.post('/plan/commenter', { chemin: 'refus.md', commentaire: mine })
            let form = formIn((await user.get(SHEET)).body, '/plan/modifier')
            for (;;) {
              const done = await user.post('/plan/modifier', { ...form, owner: mine })
              if (done.statusCode === 303) break
              // Told that another wrote first: they choose their own again, on what is there now.
              expect(done.statusCode).toBe(409)
              conflicts += 1
              form = formIn(done.body, '/plan/modifier')
            }
          }
        }),
      )
      expect(conflicts).toBeGreaterThan(0)
      const history = await site.plans.history('refus.md')
      const all = names.flatMap((name) => [1, 2, 3, 4].map((turn) => `${name} ${turn}`)).sort()
      const said = (field: string) => history.filter((change) => change.field === field)
      expect(
        said('commentaire')
          .map(({ to }) => to)
          .sort(),
      ).toEqual(all)
      const owners = said('owner')
      expect(owners.map(({ to }) => to).sort()).toEqual(all)
      // Each began from what the one before had written: nobody wrote over what they had not read.
      for (const [i, { from }] of owners.entries()) expect(from).toBe(owners[i - 1]?.to ?? null)
      expect((await site.plans.get('refus.md'))?.owner).toBe(owners.at(-1)?.to)
    } finally {
      if (site !== on) await site.close()
    }
  })
})
