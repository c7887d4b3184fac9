import { expect, test } from 'vitest'
import type { By, PlanStore, Snapshot } from './plan-store.ts'

const NOON = '2026-03-02T12:00:00.000Z'
const LATER = '2026-03-03T12:00:00.000Z'
const LOU: By = { actor: 'Lou', role: 'redaction' }
const DOM: By = { actor: 'Dominique', role: 'responsable' }

/** A document as a scan knows it. */
export function known(value: number, hash: string, more: Partial<Snapshot> = {}): Snapshot {
  const grade = value < 35 ? 'B' : 'D'
  const score = { value, margin: 4, grade, rules: '1.2.0', calibration: '2026-11' }
  return {
    path: 'refus.md',
    title: 'Refus de carte',
    reference: 'AL-012',
    service: 'social',
    volume: 12_000,
    hash,
    score,
    ...more,
  }
}

/** What every memory of the plan does, whatever it is written in. `open` gives an empty one. */
export function conformance(open: () => Promise<PlanStore>): void {
  test('a document enters the plan once, with its score of the day', async () => {
    const store = await open()
    const first = await store.open('refus.md', known(62, 'a'), LOU, NOON)
    expect(first).toMatchObject({ kind: 'fait', now: { step: 'a-traiter', revision: 1, service: 'social' } })
    await store.open('refus.md', known(50, 'b'), DOM, LATER)
    expect(await store.list()).toHaveLength(1)
    expect(await store.versions('refus.md')).toMatchObject([
      { number: 0, publishedOn: null, hash: 'a', score: { value: 62, grade: 'D', rules: '1.2.0' }, volume: 12_000 },
    ])
    expect(await store.history('refus.md')).toMatchObject([{ actor: 'Lou', field: 'ouvert', at: NOON }])
    await store.close()
  })

  test('every change is told: who, when, from what, to what, why', async () => {
    const store = await open()
    await store.open('refus.md', known(62, 'a'), LOU, NOON)
    const by = { ...LOU, reason: 'reprise après congé' }
    await store.edit('refus.md', 1, { owner: ' Max ', dueOn: '2026-06-30', step: 'en-reecriture' }, by, LATER)
    await store.comment('refus.md', 'Voir le modèle « AL-013 ».', LOU, LATER)
    expect((await store.history()).slice(1)).toEqual([
      ...[
        { field: 'owner', from: null, to: 'Max' },
        { field: 'dueOn', from: null, to: '2026-06-30' },
        { field: 'step', from: 'a-traiter', to: 'en-reecriture' },
      ].map((change) => ({
        path: 'refus.md',
        revision: 2,
        at: LATER,
        actor: 'Lou',
        reason: 'reprise après congé',
        ...change,
      })),
      {
        path: 'refus.md',
        revision: 2,
        at: LATER,
        actor: 'Lou',
        reason: null,
        field: 'commentaire',
        from: null,
        to: 'Voir le modèle « AL-013 ».',
      },
    ])
    await store.close()
  })

  test('whoever edits what another has changed is told what they wrote, and what was read', async () => {
    const store = await open()
    await store.open('refus.md', known(62, 'a'), LOU, NOON)
    await store.edit('refus.md', 1, { owner: 'Max' }, LOU, NOON)
    await store.edit('refus.md', 2, { owner: 'Sam', dueOn: '2026-06-30' }, LOU, NOON)
    const late = await store.edit('refus.md', 1, { owner: 'Noé' }, DOM, LATER)
    expect(late).toMatchObject({
      kind: 'conflit',
      now: { owner: 'Sam', dueOn: '2026-06-30', revision: 3 },
      base: { owner: null, dueOn: null, revision: 1 },
      since: [{ to: 'Max' }, { from: 'Max', to: 'Sam' }, { to: '2026-06-30' }],
    })
    expect(await store.get('refus.md')).toMatchObject({ owner: 'Sam', revision: 3 })
    await store.close()
  })

  test('of writings at once on one revision, one is kept and each other is told', async () => {
    const store = await open()
    await store.open('refus.md', known(62, 'a'), LOU, NOON)
    const all = await Promise.all(
      ['A', 'B', 'C', 'D', 'E'].map((owner) => store.edit('refus.md', 1, { owner }, { ...LOU, actor: owner }, NOON)),
    )
    expect(all.map(({ kind }) => kind).sort()).toEqual(['conflit', 'conflit', 'conflit', 'conflit', 'fait'])
    const owner = (await store.get('refus.md'))?.owner
    for (const one of all) expect(one).toMatchObject({ now: { owner } })
    await Promise.all(['A', 'B', 'C', 'D', 'E'].map((text) => store.comment('refus.md', text, LOU, NOON)))
    const said = (await store.history('refus.md')).flatMap(({ field, to }) => (field === 'commentaire' ? [to] : []))
    expect(said.sort()).toEqual(['A', 'B', 'C', 'D', 'E'])
    await store.close()
  })

  test('a writer goes as far as the test with users; a manager accepts, with a reason', async () => {
    const store = await open()
    const reader: By = { actor: 'Léa', role: 'lecture' }
    expect(await store.open('refus.md', known(62, 'a'), reader, NOON)).toEqual({ kind: 'refus', why: 'role' })
    await store.open('refus.md', known(62, 'a'), LOU, NOON)
    expect(await store.edit('refus.md', 1, { owner: 'x' }, reader, NOON)).toEqual({ kind: 'refus', why: 'role' })
    expect(await store.comment('refus.md', 'x', reader, NOON)).toEqual({ kind: 'refus', why: 'role' })
    const to = (step: 'test-usagers' | 'mesure' | 'accepte', by: By) =>
      store.edit('refus.md', 1, { step }, by, NOON).then((done) => ('why' in done ? done.why : done.kind))
    expect(await to('test-usagers', LOU)).toBe('passage')
    expect(await to('mesure', DOM)).toBe('passage')
    expect(await to('accepte', { ...LOU, reason: 'courrier supprimé en juin' })).toBe('role')
    expect(await to('accepte', { ...DOM, reason: '  ' })).toBe('motif')
    expect(await to('accepte', { ...DOM, reason: 'courrier supprimé en juin' })).toBe('fait')
    expect(await store.get('refus.md')).toMatchObject({ step: 'accepte' })
    expect((await store.history('refus.md')).at(-1)).toMatchObject({ reason: 'courrier supprimé en juin' })
    expect(await store.edit('inconnu.md', 1, { owner: 'x' }, LOU, NOON)).toEqual({ kind: 'inconnu' })
    await store.close()
  })

  test('a new version keeps the score of before, says from when reports count, and waits for its proof or a reason', async () => {
    const store = await open()
    await store.open('refus.md', known(62, 'a'), LOU, NOON)
    await store.edit('refus.md', 1, { step: 'en-reecriture' }, LOU, NOON)
    expect(await store.edit('refus.md', 2, { step: 'publie' }, DOM, NOON)).toEqual({ kind: 'refus', why: 'passage' })
    await store.edit('refus.md', 2, { step: 'test-usagers' }, LOU, NOON)
    expect(await store.edit('refus.md', 3, { step: 'publie' }, DOM, NOON)).toEqual({
      kind: 'refus',
      why: 'publication',
    })
    const version = { on: '2026-03-02', known: known(31, 'b', { path: 'modeles/refus-2026.md' }) }
    expect(await store.publish('refus.md', 3, version, LOU, NOON)).toEqual({ kind: 'refus', why: 'role' })
    expect(await store.publish('refus.md', 3, version, DOM, NOON)).toEqual({ kind: 'refus', why: 'motif' })
    const proof = { kind: 'test-usagers', summary: '8 personnes', participants: 8, data: { trous: [0.7] } } as const
    expect(await store.attachProof('refus.md', proof, LOU, NOON)).toMatchObject({ number: 1 })
    const same = { on: '2026-03-02', known: known(62, 'a') }
    expect(await store.publish('refus.md', 3, same, DOM, NOON)).toEqual({ kind: 'refus', why: 'motif' })
    const unread = { on: '2026-03-02', known: { ...known(31, 'b'), score: null } }
    expect(await store.publish('refus.md', 3, unread, DOM, NOON)).toEqual({ kind: 'refus', why: 'publication' })
    const never = { ...version, on: '2026-02-30' }
    expect(await store.publish('refus.md', 3, never, DOM, NOON)).toEqual({ kind: 'refus', why: 'date' })
    expect(await store.publish('refus.md', 3, version, DOM, NOON)).toMatchObject({
      kind: 'fait',
      now: { step: 'publie', revision: 4 },
    })
    expect(await store.versions('refus.md')).toMatchObject([
      { number: 0, file: 'refus.md', hash: 'a', score: { value: 62 } },
      {
        number: 1,
        publishedOn: '2026-03-02',
        publishedBy: 'Dominique',
        file: 'modeles/refus-2026.md',
        hash: 'b',
        score: { value: 31 },
      },
    ])
    expect(await store.publications()).toEqual(new Map([['refus.md', '2026-03-02']]))
    expect(await store.proofs('refus.md')).toMatchObject([{ number: 1, participants: 8, data: { trous: [0.7] } }])
    await store.close()
  })

  test('an effect is kept with its two rates, and a new rewriting begins the next version', async () => {
    const store = await open()
    await store.open('refus.md', known(62, 'a'), LOU, NOON)
    await store.edit('refus.md', 1, { step: 'en-reecriture' }, LOU, NOON)
    await store.edit('refus.md', 2, { step: 'relecture-juridique' }, LOU, NOON)
    const why = { ...DOM, reason: 'mention légale, sans test' }
    await store.publish('refus.md', 3, { on: '2026-03-02', known: known(31, 'b') }, why, NOON)
    const rates = { before: { reports: 30, copies: 3000 }, after: { reports: 9, copies: 3000.5 } }
    const ratio = { ratio: 0.3, low: 0.13, high: null }
    const measure = { on: '2026-06-01', rates, ratio }
    expect(await store.measure('refus.md', 4, measure, LOU, LATER)).toEqual({ kind: 'refus', why: 'role' })
    expect(await store.measure('refus.md', 4, measure, DOM, LATER)).toMatchObject({ now: { step: 'mesure' } })
    expect(await store.measures('refus.md')).toEqual([
      { path: 'refus.md', number: 1, measuredOn: '2026-06-01', actor: 'Dominique', rates, ...ratio },
    ])
    await store.edit('refus.md', 5, { step: 'a-traiter' }, { ...DOM, reason: 'nouvelle loi' }, LATER)
    const proof = { kind: 'test-usagers', summary: 'x', data: null } as const
    expect(await store.attachProof('refus.md', proof, LOU, LATER)).toMatchObject({ number: 2 })
    await store.close()
  })

  test('a card is published by a manager, and taken back with a reason', async () => {
    const store = await open()
    const text = {
      title: 'Refus de carte',
      service: 'social',
      themes: { mots: 12, 'que-faire': 4 },
      reports: 14,
      oldSentence: 'Il ne peut être donné suite à votre demande.',
      newSentence: 'Nous refusons votre demande.',
      verbatim: null,
    }
    const empty = await store.saveCard('refus.md', 1, 0, { ...text, oldSentence: ' ' }, LOU, NOON)
    if (empty.kind !== 'fait') throw new Error(empty.kind)
    const { id } = empty.now
    expect(await store.publishCard(id, 1, '2026-03-02', LOU, NOON)).toEqual({ kind: 'refus', why: 'role' })
    expect(await store.publishCard(id, 1, '2026-03-02', DOM, NOON)).toEqual({ kind: 'refus', why: 'phrases' })
    expect(await store.saveCard('refus.md', 1, 1, text, LOU, NOON)).toMatchObject({ kind: 'fait', now: { id } })
    expect(await store.publishCard(id, 1, '2026-03-02', DOM, NOON)).toMatchObject({ kind: 'conflit' })
    expect(await store.publishCard(id, 2, '2026-03-02', DOM, NOON)).toMatchObject({
      now: { state: 'publiee', publishedOn: '2026-03-02', themes: text.themes, reports: 14 },
    })
    expect(await store.saveCard('refus.md', 1, 3, text, LOU, NOON)).toEqual({ kind: 'refus', why: 'role' })
    expect(await store.withdrawCard(id, 3, DOM, LATER)).toEqual({ kind: 'refus', why: 'motif' })
    const why = { ...DOM, reason: 'la phrase citée était celle d’un autre courrier' }
    expect(await store.withdrawCard(id, 3, why, LATER)).toMatchObject({ now: { state: 'retiree' } })
    expect(await store.cards({ state: 'publiee' })).toEqual([])
    expect(await store.cards({ path: 'refus.md' })).toMatchObject([{ id, withdrawnReason: why.reason }])
    expect(await store.cards({ path: 'x' })).toEqual([])
    expect((await store.history('refus.md')).map(({ to }) => to)).toEqual([
      'écrite (version 1)',
      'écrite (version 1)',
      'publiée (version 1)',
      'retirée (version 1)',
    ])
    await store.close()
  })

  test('a title of 500 signs with markup, and SQL in a text, are text', async () => {
    const store = await open()
    const nasty = `<script>alert(1)</script>'); drop table plans; -- \u0000 « \ud800 »${'é'.repeat(450)}`
    const kept = nasty.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd')
    await store.open(nasty.slice(0, 30), known(62, 'a', { title: nasty }), { ...LOU, actor: nasty }, NOON)
    await store.edit(nasty.slice(0, 30), 1, { owner: nasty }, LOU, NOON)
    expect(await store.list()).toMatchObject([{ title: kept, owner: kept }])
    await store.close()
  })
}
