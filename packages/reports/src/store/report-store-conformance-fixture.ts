import { describe, expect, test } from 'vitest'
import type { NewReport, ReportStore } from './report-store.ts'

const NOON = '2026-03-02T12:00:00.000Z'

function report(comment: string, more: Partial<NewReport['report']> = {}, rest: Partial<NewReport> = {}): NewReport {
  return {
    report: { role: 'usager', difficulties: ['mots'], comment, suggestion: '', reference: 'AL-012', ...more },
    channel: 'formulaire',
    ...rest,
  }
}

/** A line of a file. */
function row(comment: string, line: number): NewReport & { readonly importKey: string } {
  return { ...report(comment, {}, { channel: 'fichier' }), importKey: `f:${line}` }
}

function named(comment: string, document: string): NewReport {
  return { report: { role: 'agent', difficulties: [], comment, suggestion: '', document }, channel: 'formulaire' }
}

/** What every memory of reports does, whatever it is written in. `open` gives an empty one. */
export function conformance(open: () => Promise<ReportStore>): void {
  test('personal data is masked before anything is written', async () => {
    const store = await open()
    await store.add(report('Mme Martin, 06 12 34 56 78, ne comprend pas « forclusion ».'), NOON)
    const [kept] = await store.list()
    expect(kept?.comment).toBe('Mme [nom], [téléphone], ne comprend pas « forclusion ».')
    expect(kept?.masked).toEqual([
      { kind: 'nom', count: 1 },
      { kind: 'telephone', count: 1 },
    ])
    expect(kept).toMatchObject({ role: 'usager', difficulties: ['mots'], reference: 'AL-012', state: 'recu' })
    await store.close()
  })

  test('the same row imported twice is one report, and an import is all or nothing', async () => {
    const store = await open()
    const rows = [1, 2, 3].map((line) => row(`remarque ${line}`, line))
    const aside = [{ why: 'service', importKey: 'f:90' } as const, { why: 'injure', importKey: 'f:91' } as const]
    expect(await store.importFile({ reports: rows, aside }, NOON)).toEqual({
      added: 3,
      known: 0,
      corrected: 0,
      aside: new Map([
        ['service', 1],
        ['injure', 1],
      ]),
    })
    // A later export holds one report more, and one line more that is put aside.
    const later = [...aside, { why: 'service', importKey: 'f:92' } as const]
    expect(await store.importFile({ reports: [...rows, row('autre', 4)], aside: later }, NOON)).toEqual({
      added: 1,
      known: 3,
      corrected: 0,
      aside: new Map([['service', 1]]),
    })
    expect(await store.list()).toHaveLength(4)
    const broken = { ...row('x', 6), report: { ...row('x', 6).report, comment: null } }
    await expect(
      store.importFile(
        {
          reports: [row('y', 5), broken as unknown as ReturnType<typeof row>],
          aside: [{ why: 'service', importKey: 'f:93' }],
        },
        NOON,
      ),
    ).rejects.toThrow()
    expect(await store.list()).toHaveLength(4)
    expect(await store.aside()).toEqual([
      { day: '2026-03-02', why: 'injure', count: 1 },
      { day: '2026-03-02', why: 'service', count: 2 },
    ])
    await store.close()
  })

  test('columns said by a person are remembered by the headers, and correct what was imported before', async () => {
    const store = await open()
    const headers = ['Réf. courrier', 'Votre avis']
    expect(await store.columnsFor(headers)).toBeUndefined()
    await store.rememberColumns(headers, { commentaire: 'Votre avis', document: '' }, NOON)
    await store.rememberColumns(headers, { commentaire: 'Votre avis', reference: 'Réf. courrier' }, NOON)
    expect(await store.columnsFor(['ref courrier', 'VOTRE AVIS '])).toEqual({
      commentaire: 'Votre avis',
      reference: 'Réf. courrier',
    })
    expect(await store.columnsFor(['Votre avis'])).toBeUndefined()

    await store.importFile({ reports: [row('mal lu', 1), row('mal lu aussi', 2)], aside: [] }, NOON)
    const [first] = await store.list()
    await store.attach(first?.id ?? '', 'a.md', { actor: 'Lou', how: 'personne' }, NOON)
    const again = [1, 2].map((line) => ({ ...row(`bien lu ${line}`, line), match: { path: 'b.md', by: 'titre' } }))
    expect(await store.importFile({ reports: again, aside: [], isCorrected: true }, NOON)).toMatchObject({
      added: 0,
      corrected: 2,
    })
    const kept = await store.list()
    expect(kept.map(({ comment }) => comment).sort()).toEqual(['bien lu 1', 'bien lu 2'])
    // « AL-012 » was given by a person for both.
    expect(kept.find(({ id }) => id === first?.id)).toMatchObject({ path: 'a.md', matchedBy: 'personne' })
    await store.close()
  })

  test('an address is apart, and is erased after 365 days by the clock', async () => {
    const store = await open()
    await store.add(report('un', {}, { address: '203.0.113.7' }), '2025-03-01T12:00:00.000Z')
    await store.add(report('deux', {}, { address: '203.0.113.8' }), NOON)
    expect(JSON.stringify(await store.list())).not.toContain('203.0.113')
    expect(await store.purge('2026-03-01T11:59:59.000Z')).toEqual({ addresses: 0, reporters: 0 })
    expect(await store.purge('2026-03-01T12:00:01.000Z')).toEqual({ addresses: 1, reporters: 0 })
    expect(await store.list()).toHaveLength(2)
    await store.close()
  })

  test('the reports that one network sent on one day are known as such, without their address', async () => {
    const store = await open()
    for (const address of ['203.0.113.7', '203.0.113.8'])
      await store.add(report(address.slice(-1), {}, { address, dayToken: 'k3' }), NOON)
    await store.add(report('par un fichier'), NOON)
    expect((await store.list()).map(({ dayToken }) => dayToken).sort()).toEqual(['k3', 'k3', undefined])
    await store.close()
  })

  test('a person’s decision is kept, and serves every report that says the same', async () => {
    const store = await open()
    const first = await store.add(named('a', 'la lettre bleue'), NOON)
    await store.add(named('b', 'La lettre BLEUE !'), NOON)
    await store.add(named('c', 'une autre'), NOON)
    expect(await store.attach(first?.id ?? '', 'modeles/bleue.md', { actor: 'Lou', how: 'personne' }, NOON)).toBe(
      'fait',
    )
    expect((await store.list()).map(({ path }) => path).sort()).toEqual([
      'modeles/bleue.md',
      'modeles/bleue.md',
      undefined,
    ])
    await store.add(named('d', 'La lettre bleue'), NOON)
    expect(await store.list({ path: 'modeles/bleue.md' })).toHaveLength(3)
    expect(await store.list({ path: null })).toHaveLength(1)
    expect(await store.attach('personne', 'x', { actor: 'Lou', how: 'personne' }, NOON)).toBe('inconnu')
    await store.close()
  })

  test('a report is put aside with a reason, never deleted, and the journal tells it', async () => {
    const store = await open()
    const added = await store.add(report('Je conteste'), NOON)
    const by = { actor: 'Lou', reason: 'conteste la décision' }
    expect(await store.reclassify(added?.id ?? '', 'ecarte', by, NOON)).toBe('fait')
    expect(await store.get(added?.id ?? '')).toMatchObject({ state: 'ecarte', rejected: true })
    expect(await store.journal()).toEqual([
      { at: NOON, actor: 'Lou', action: 'classe « ecarte »', report: added?.id, reason: 'conteste la décision' },
    ])
    await store.close()
  })

  test('its author has a report erased with a code, and nothing of it is left', async () => {
    const store = await open()
    const added = await store.add(report('à effacer', {}, { address: '203.0.113.9' }), NOON)
    await store.add(report('à garder'), NOON)
    expect(added?.code).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/)
    expect(await store.erase('AAAA-AAAA-AAAA-AAAA', NOON)).toBe('inconnu')
    expect(await store.erase(` ${added?.code.toLowerCase()} `, NOON)).toBe('fait')
    expect((await store.list()).map(({ comment }) => comment)).toEqual(['à garder'])
    expect(await store.purge('2030-01-01T00:00:00.000Z')).toEqual({ addresses: 0, reporters: 0 })
    expect(JSON.stringify(await store.journal())).not.toContain(added?.id)
    await store.close()
  })

  test('what speaks of something else is counted by day, not kept', async () => {
    const store = await open()
    await store.countAside('service', '2026-03-02')
    await store.countAside('service', '2026-03-02', 4)
    await store.countAside('injure', '2026-03-02')
    expect(await store.aside()).toEqual([
      { day: '2026-03-02', why: 'injure', count: 1 },
      { day: '2026-03-02', why: 'service', count: 5 },
    ])
    await store.close()
  })

  test('a priority is kept when it reads differently, with what it was computed from', async () => {
    const store = await open()
    const priority = { path: 'refus.md', day: '2026-03-02', value: 54.6, class: 'P2', terms: '{"score":62}' }
    const other = { ...priority, path: 'avis.md', value: 20, class: 'P4' }
    expect(await store.keepPriorities([priority, other], NOON)).toBe(2)
    expect(await store.keepPriorities([{ ...priority, value: 55.2 }, other], '2026-03-03T12:00:00.000Z')).toBe(0)
    expect(await store.keepPriorities([{ ...priority, value: 71, class: 'P1' }], '2026-03-04T12:00:00.000Z')).toBe(1)
    expect(await store.prioritiesOf('refus.md')).toEqual([
      { ...priority, at: NOON },
      { ...priority, value: 71, class: 'P1', at: '2026-03-04T12:00:00.000Z' },
    ])
    await store.close()
  })

  test('that a person looked at a document is known for as long as it is asked for', async () => {
    const store = await open()
    await store.review('refus.md', { actor: 'Lou', reason: 'un envoi en nombre' }, NOON)
    expect([...(await store.reviewedSince('2026-02-24T12:00:00.000Z'))]).toEqual(['refus.md'])
    expect([...(await store.reviewedSince('2026-03-02T12:00:01.000Z'))]).toEqual([])
    expect((await store.journal()).map(({ action, reason }) => [action, reason])).toEqual([
      ['vérifie la hausse de refus.md', 'un envoi en nombre'],
    ])
    await store.close()
  })

  describe('the reports of one person on one document', () => {
    const by = (reporter: string, reference = 'AL-012', match?: string): NewReport => ({
      ...report(`${reporter} ${reference}`, { reference }, { reporter }),
      ...(match === undefined ? {} : { match: { path: match, by: 'reference' } }),
    })
    const day = (many: number): string => new Date(Date.parse(NOON) + many * 86_400_000).toISOString()
    const ADDED = 'the report was not added'
    const addTo = (store: ReportStore) => async (one: NewReport, at: string) => {
      const added = await store.add(one, at)
      if (added === undefined) throw new Error(ADDED)
      return added
    }
    /** What each follows, by rank of receipt. */
    const links = async (store: ReportStore): Promise<readonly (number | undefined)[]> => {
      const kept = await store.list()
      const ids = kept.map(({ id }) => id)
      return kept.map(({ repeats }) => (repeats === undefined ? undefined : ids.indexOf(repeats)))
    }

    test('follow one another; those of another person, or on another document, do not', async () => {
      const store = await open()
      const add = addTo(store)
      await add(by('v1', 'A', 'a.md'), day(0))
      await add(by('v2', 'A', 'a.md'), day(1))
      await add(by('v1', 'B', 'b.md'), day(2))
      await add(by('v1', 'A', 'a.md'), day(3))
      await add(report('sans auteur', {}, { match: { path: 'a.md', by: 'reference' } }), day(4))
      expect(await links(store)).toEqual([undefined, undefined, undefined, 0, undefined])
      await store.close()
    })

    test('are still known when a person gives them to their document later, and so are those that wait with them', async () => {
      const store = await open()
      const add = addTo(store)
      await add(by('v1', 'A', 'a.md'), day(0))
      const waiting = await add(by('v1', 'inconnue'), day(1))
      await add(by('v1', 'Inconnue !'), day(2))
      await add(by('v2', 'inconnue'), day(3))
      expect(await links(store)).toEqual([undefined, undefined, undefined, undefined])
      await store.attach(waiting.id, 'a.md', { actor: 'Lou', how: 'personne' }, day(4))
      expect(await links(store)).toEqual([undefined, 0, 1, undefined])
      await add(by('v1', 'inconnue'), day(5))
      expect((await links(store)).at(-1)).toBe(2)
      await store.close()
    })

    test('are not when one is given to another document, or erased; those that are left still follow one another', async () => {
      const store = await open()
      const add = addTo(store)
      const sent = []
      for (const many of [0, 1, 2, 3]) sent.push(await add(by('v1', 'A', 'a.md'), day(many)))
      await store.attach(sent[1]?.id ?? '', 'b.md', { actor: 'Lou', how: 'personne' }, day(4))
      expect(await links(store)).toEqual([undefined, undefined, 0, 2])
      expect(await store.erase(sent[0]?.code ?? '', day(4))).toBe('fait')
      expect(await links(store)).toEqual([undefined, undefined, 1])
      await store.close()
    })

    test('are recognised for 90 days by the clock; what was known of them then stays', async () => {
      const store = await open()
      const add = addTo(store)
      await add(by('v1', 'A', 'a.md'), day(0))
      await add(by('v1', 'A', 'a.md'), day(20))
      await add(by('v1', 'inconnue'), day(21))
      expect(await store.purge(day(90))).toEqual({ addresses: 0, reporters: 0 })
      expect(await store.purge(day(90.01))).toEqual({ addresses: 0, reporters: 1 })
      await add(by('v1', 'A', 'a.md'), day(109))
      expect(await store.purge(day(112))).toEqual({ addresses: 0, reporters: 2 })
      const [, , waiting] = await store.list()
      await store.attach(waiting?.id ?? '', 'a.md', { actor: 'Lou', how: 'personne' }, day(112))
      await add(by('v1', 'A', 'a.md'), day(200))
      expect(await links(store)).toEqual([undefined, 0, undefined, 1, undefined])
      await store.close()
    })

    test('of two that come at one instant, one follows the other', async () => {
      const store = await open()
      await Promise.all([1, 2, 3, 4].map(() => store.add(by('v1', 'A', 'a.md'), NOON)))
      const kept = await store.list()
      expect(kept.filter(({ repeats }) => repeats === undefined)).toHaveLength(1)
      await store.close()
    })
  })

  test('SQL in a text is text', async () => {
    const store = await open()
    const nasty = "'); drop table reports; -- \u0000 « \ud800 »"
    await store.add(report(nasty, { reference: nasty, document: nasty, suggestion: nasty }), NOON)
    expect((await store.list())[0]?.suggestion).toBe("'); drop table reports; -- \ufffd « \ufffd »")
    await store.close()
  })
}
