import { weighReports } from '@limpide/reports'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SESSION_MS } from './access.ts'
import { createIntake } from './intake.ts'
import { startTestSite, type TestSite } from './site-fixture.ts'

let on: TestSite
beforeEach(async () => {
  on = await startTestSite()
})
afterEach(() => on.close())

const WRITTEN = {
  reference: 'AL-012',
  difficultes: ['mots', 'que-faire'],
  commentaire: 'Mme Martin, au 06 12 34 56 78, ne comprend pas « forclusion » dans cette lettre.',
  suggestion: 'Dire « trop tard ».',
  role: 'aidant',
  accord: 'oui',
}

describe('the form, without a script', () => {
  test('a report is shown masked, then sent, and can be erased by its author', async () => {
    const { cookies, key, body } = await on.visit('/signaler?ref=AL-012')
    expect(body).toContain('value="AL-012"')
    expect(body).not.toMatch(/<script/)
    const shown = await on.site.inject({ method: 'POST', url: '/signaler', cookies, payload: { ...WRITTEN, cle: key } })
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain('Mme [nom], au [téléphone], ne comprend pas « forclusion »')
    expect(await on.reports.list()).toEqual([])
    const sent = await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      payload: { ...WRITTEN, cle: key, etape: 'envoyer' },
    })
    const code = /class="code">([^<]+)</.exec(sent.body)?.[1] ?? ''
    const [kept] = await on.reports.list()
    expect(kept).toMatchObject({
      path: 'refus.md',
      matchedBy: 'reference',
      reference: 'AL-012',
      role: 'aidant',
      difficulties: ['mots', 'que-faire'],
      channel: 'formulaire',
    })
    expect(kept?.comment).toBe('Mme [nom], au [téléphone], ne comprend pas « forclusion » dans cette lettre.')
    const erased = await on.site.inject({
      method: 'POST',
      url: '/signaler/effacer',
      cookies,
      payload: { cle: key, code },
    })
    expect(erased.statusCode).toBe(200)
    expect(await on.reports.list()).toEqual([])
  })

  test('what is missing is said beside its field, and nothing already written is lost', async () => {
    const { cookies, key } = await on.visit()
    const answer = await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      payload: { cle: key, commentaire: 'Ce mot est dur.', role: 'agent' },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('2 réponses sont à revoir')
    expect(answer.body).toContain('<a href="#accord">')
    expect(answer.body).toContain('>Ce mot est dur.</textarea>')
    expect(answer.body).toMatch(/value="agent" checked/)
    expect(answer.body).toContain('aria-describedby="aide-reference faute-reference"')
  })

  test('a joined page is read, masked and kept as text only', async () => {
    const { cookies, key } = await on.visit()
    const limit = 'limite'
    const part = (name: string, value: string, more = ''): string =>
      `--${limit}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
    const payload = [
      part('cle', key),
      part('commentaire', 'Je ne comprends pas cette lettre.'),
      part('accord', 'oui'),
      part('etape', 'envoyer'),
      part('fichier', 'Monsieur Durand, votre demande est rejetée.', '; filename="../../etc/passwd"'),
      `--${limit}--\r\n`,
    ].join('')
    const answer = await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      headers: { 'content-type': `multipart/form-data; boundary=${limit}` },
      payload,
    })
    expect(answer.statusCode).toBe(200)
    const [kept] = await on.reports.list()
    expect(kept?.attachment).toBe('Monsieur [nom], votre demande est rejetée.')
  })

  test('a program that fills what nobody sees is thanked, and nothing is kept', async () => {
    const { cookies, key } = await on.visit()
    const answer = await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      payload: { ...WRITTEN, cle: key, etape: 'envoyer', site: 'https://exemple.fr' },
    })
    expect(answer.statusCode).toBe(200)
    expect(await on.reports.list()).toEqual([])
  })

  test('a dispute is told where to go, counted and not kept', async () => {
    const { cookies, key } = await on.visit()
    const answer = await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      payload: {
        cle: key,
        reference: 'AL-012',
        commentaire: 'C’est injuste, je conteste',
        accord: 'oui',
        etape: 'envoyer',
      },
    })
    expect(answer.body).toContain('voies de recours')
    expect(await on.reports.list()).toEqual([])
    expect(await on.reports.aside()).toEqual([{ day: '2026-03-02', why: 'contestation', count: 1 }])
  })

  test('the register says what is kept, and the link of a letter leads to the form', async () => {
    expect((await on.site.inject('/registre')).body).toContain('Un an, puis elle est effacée')
    const short = await on.site.inject('/s/AL%2F012%20bis')
    expect(short.headers.location).toBe('/signaler?ref=AL%2F012%20bis')
    const code = await on.site.inject('/qr/AL-012')
    expect(code.headers['content-type']).toBe('image/svg+xml')
    expect(code.body).toMatch(/^<svg/)
    const picture = await on.site.inject('/qr/AL-012?format=png')
    expect([picture.headers['content-type'], picture.rawPayload.subarray(1, 4).toString()]).toEqual([
      'image/png',
      'PNG',
    ])
  })

  test('what is printed on a letter is the public address of the site, whatever it is asked under', async () => {
    await on.close()
    on = await startTestSite({ publicAddress: 'https://signaler.exemple.fr/', proxies: ['loopback'] })
    const { cookies } = await on.enter('lecture')
    const list = await on.site.inject({ url: '/liens', cookies })
    expect(list.body).toContain('<a href="/liens/AL-012">AL-012</a>')
    const page = await on.site.inject({ url: '/liens/AL-012', cookies, headers: { host: 'mechant.example' } })
    expect(page.body).toContain('<p class="link">signaler.exemple.fr/s/AL-012</p>')
    expect(page.body).not.toContain('mechant')
    const code = await on.site.inject({ url: '/qr/AL-012', headers: { host: 'mechant.example' } })
    expect(code.body).toBe((await on.site.inject('/qr/AL-012')).body)
    const form = await on.site.inject('/signaler')
    expect(form.cookies[0]).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Strict' })
  })
})

describe('what waits for a person', () => {
  const send = async (comment: string, address = '203.0.113.7'): Promise<void> => {
    const { cookies, key } = await on.visit()
    await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      remoteAddress: address,
      payload: {
        reference: 'AL-012',
        difficultes: 'mots',
        commentaire: comment,
        accord: 'oui',
        etape: 'envoyer',
        cle: key,
      },
    })
  }
  test('a burst is shown together to who answers for the reports, who keeps or puts aside, with a reason', async () => {
    for (let i = 0; i < 13; i++) await send('Ce courrier est incompréhensible.', `198.51.${i}.1`)
    expect((await on.reports.list({ state: 'a-moderer' })).length).toBe(3)
    const reader = await on.enter('redaction')
    const seen = await on.site.inject({ url: '/signalements', cookies: reader.cookies })
    expect(seen.body).toContain('3 signalements à modérer')
    expect(seen.body).not.toContain('/signalements/moderer')
    const { cookies, key } = await on.enter('responsable')
    const page = await on.site.inject({ url: '/signalements', cookies })
    const ids = [...page.body.matchAll(/name="id" value="([^"]+)"/g)].map(([, id]) => id)
    const decide = async (raison: string, etat: string): Promise<number> =>
      (
        await on.site.inject({
          method: 'POST',
          url: '/signalements/moderer',
          cookies,
          payload: { cle: key, id: ids, raison, etat },
        })
      ).statusCode
    expect(await decide(' ', 'ecarte')).toBe(422)
    expect(await decide('un même texte, recopié d’un forum', 'ecarte')).toBe(303)
    expect((await on.reports.list({ state: 'ecarte' })).length).toBe(3)
    expect((await on.reports.list({ state: 'recu' })).length).toBe(10)
    const { cookies: admin } = await on.enter('administration')
    const journal = await on.site.inject({ url: '/journal', cookies: admin })
    expect(journal.body.match(/un même texte, recopié d’un forum/g)).toHaveLength(3)
    expect(journal.body).toContain('Lou (responsable)')
  })

  test('one network is not taken for another', async () => {
    for (let i = 0; i < 11; i++) await send(`Remarque ${'abcdefghijklm'[i]?.repeat(12)}`)
    expect((await on.reports.list({ state: 'a-moderer' })).length).toBe(1)
    await send('Une voisine, ailleurs.', '203.0.200.1')
    expect((await on.reports.list({ state: 'a-moderer' })).length).toBe(1)
  })

  test('a site that starts again knows what came that day', async () => {
    for (let i = 0; i < 10; i++) await send('Ce courrier est incompréhensible.', `198.51.${i}.1`)
    await on.site.close()
    const documents = async () => [{ path: 'refus.md', reference: 'AL-012' }]
    const again = createIntake({ reports: on.reports, documents, now: () => on.clock })
    const report = { role: 'usager', difficulties: [], reference: 'AL-012', suggestion: '' } as const
    await again.begin()
    await again.take({ report: { ...report, comment: 'Ce courrier est incompréhensible !' }, channel: 'formulaire' })
    expect((await on.reports.list({ state: 'a-moderer' })).length).toBe(1)
  })

  test('a document that reports alone raised by two classes is looked at by a person, once a week', async () => {
    await on.close()
    on = await startTestSite({
      risen: async () => [{ path: 'refus.md', title: 'Refus', said: 'Priorité 1. <b>Ici</b>' }],
    })
    const { cookies, key } = await on.enter('responsable')
    const page = async (): Promise<string> => (await on.site.inject({ url: '/signalements', cookies })).body
    expect(await page()).toContain('Priorité 1. &lt;b&gt;Ici&lt;/b&gt;')
    const look = async (document: string, raison: string): Promise<number> =>
      (
        await on.site.inject({
          method: 'POST',
          url: '/signalements/verifier',
          cookies,
          payload: { cle: key, document, raison },
        })
      ).statusCode
    expect([await look('refus.md', ''), await look('../autre.md', 'vu')]).toEqual([422, 404])
    expect(await look('refus.md', 'un envoi de 12 000 lettres lundi')).toBe(303)
    expect(await page()).not.toContain('À vérifier')
    on.clock += 8 * 86_400_000
    const again = await on.enter('responsable')
    expect((await on.site.inject({ url: '/signalements', cookies: again.cookies })).body).toContain('À vérifier')
  })

  test('a report is given to the document that a person names by its reference', async () => {
    const added = await on.reports.add(
      { report: { role: 'usager', difficulties: [], comment: 'a', suggestion: '' }, channel: 'formulaire' },
      '2026-03-02T12:00:00Z',
    )
    const { cookies, key } = await on.enter('redaction')
    const url = `/signalements/${added?.id}/rattacher`
    const give = async (document: string): Promise<number> =>
      (await on.site.inject({ method: 'POST', url, cookies, payload: { cle: key, document } })).statusCode
    expect([await give('AL-999'), await give('AL-012')]).toEqual([422, 303])
    expect(await on.reports.get(added?.id ?? '')).toMatchObject({ path: 'refus.md', matchedBy: 'personne' })
  })
})

describe('a report that names no document', () => {
  const waiting = async (more: object) =>
    on.reports.add(
      { report: { role: 'usager', difficulties: [], comment: '', suggestion: '', ...more }, channel: 'formulaire' },
      '2026-03-02T12:00:00Z',
    )

  test('comes with what it may be about, which one press chooses; nothing is given without a person', async () => {
    const added = await waiting({ reference: 'AL-021' })
    expect(await on.reports.get(added?.id ?? '')).not.toHaveProperty('path')
    const { cookies, key } = await on.enter('redaction')
    const { body } = await on.site.inject({ url: '/signalements', cookies })
    expect(body).toContain('C’est à vous de le dire')
    expect(body).toMatch(/name="document" value="refus\.md">C’est «\u00a0Refus &lt;b&gt;de/)
    const url = `/signalements/${added?.id}/rattacher`
    await on.site.inject({ method: 'POST', url, cookies, payload: { cle: key, document: 'refus.md' } })
    expect(await on.reports.get(added?.id ?? '')).toMatchObject({ path: 'refus.md', matchedBy: 'personne' })
  })

  test('comes without anything when nothing is like it, and a reader is offered no choice', async () => {
    await waiting({ comment: 'xyz' })
    const seen = async (role: 'lecture' | 'redaction') =>
      (await on.site.inject({ url: '/signalements', cookies: (await on.enter(role)).cookies })).body
    expect(await seen('redaction')).not.toContain('C’est à vous de le dire')
    await waiting({ reference: 'AL-021' })
    expect(await seen('redaction')).toContain('C’est à vous de le dire')
    expect(await seen('lecture')).not.toContain('C’est à vous de le dire')
  })
})

describe('those who try to get in', () => {
  test('nobody sees a page of the site without an access', async () => {
    for (const url of ['/', '/signalements', '/journal']) {
      const answer = await on.site.inject(url)
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/connexion'])
    }
    expect((await on.site.inject('/api/signalements')).statusCode).toBe(401)
    const forged = { authorization: 'Bearer limpide_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }
    expect((await on.site.inject({ url: '/api/signalements', headers: forged })).statusCode).toBe(401)
  })

  test('a forged, an altered and an old session are refused, and so is one whose access was revoked', async () => {
    const { cookies } = await on.enter('administration')
    const session = cookies.limpide_session ?? ''
    const [id = '', until = ''] = session.split('.')
    const seen = async (value: string): Promise<number> =>
      (await on.site.inject({ url: '/journal', cookies: { limpide_session: value } })).statusCode
    expect(await seen(session)).toBe(200)
    expect(await seen(`${id}.${Number(until) + 1}.${session.split('.')[2]}`)).toBe(303)
    expect(await seen(`${id}.${until}.`)).toBe(303)
    expect(await seen('a.b.c')).toBe(303)
    on.clock += SESSION_MS + 1
    expect(await seen(session)).toBe(303)
    on.clock -= SESSION_MS + 1
    await on.accesses.revoke(id, '2026-03-02T12:00:00Z')
    expect(await seen(session)).toBe(303)
  })

  test('a role does no more than it may', async () => {
    const { id } = (await on.reports.add(
      { report: { role: 'usager', difficulties: [], comment: 'a', suggestion: '' }, channel: 'formulaire' },
      '2026-03-02T12:00:00Z',
    ))!
    const put = async (
      role: 'lecture' | 'redaction' | 'responsable',
      action: string,
      fields: object,
    ): Promise<number> => {
      const { cookies, key } = await on.enter(role)
      const form = key || (await on.accesses.formKey((cookies.limpide_session ?? '').split('.')[0] ?? ''))
      return (
        await on.site.inject({
          method: 'POST',
          url: `/signalements/${id}/${action}`,
          cookies,
          payload: { cle: form, ...fields },
        })
      ).statusCode
    }
    expect(await put('lecture', 'rattacher', { document: 'refus.md' })).toBe(403)
    expect(await put('redaction', 'classer', { raison: 'x' })).toBe(403)
    expect(await put('redaction', 'rattacher', { document: '../../etc/passwd' })).toBe(422)
    expect(await put('redaction', 'rattacher', { document: 'refus.md' })).toBe(303)
    expect(await put('responsable', 'classer', { raison: '' })).toBe(422)
    expect(await put('responsable', 'classer', { raison: 'hors sujet' })).toBe(303)
    expect(await on.reports.get(id)).toMatchObject({ path: 'refus.md', state: 'ecarte' })
    expect((await on.reports.journal()).map(({ actor }) => actor)).toEqual(['Lou (redaction)', 'Lou (responsable)'])
  })

  test('a form without its key, or with the key of another, changes nothing', async () => {
    const { cookies } = await on.visit()
    const other = await on.visit()
    for (const cle of ['', 'faux', other.key]) {
      const answer = await on.site.inject({
        method: 'POST',
        url: '/signaler',
        cookies,
        payload: { ...WRITTEN, cle, etape: 'envoyer' },
      })
      expect(answer.statusCode).toBe(403)
    }
    expect(
      (
        await on.site.inject({
          method: 'POST',
          url: '/signaler',
          payload: { ...WRITTEN, cle: other.key, etape: 'envoyer' },
        })
      ).statusCode,
    ).toBe(403)
    expect(await on.reports.list()).toEqual([])
    const session = await on.enter('responsable')
    const answer = await on.site.inject({
      method: 'POST',
      url: '/signalements/x/classer',
      cookies: session.cookies,
      payload: { cle: other.key, raison: 'x' },
    })
    expect(answer.statusCode).toBe(403)
  })

  test('markup in a report, or in the title of a document, is text', async () => {
    const nasty = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
    const { cookies, key } = await on.visit(`/signaler?ref=${encodeURIComponent(nasty)}`)
    const payload = { ...WRITTEN, cle: key, reference: nasty, commentaire: nasty, suggestion: nasty }
    const shown = await on.site.inject({ method: 'POST', url: '/signaler', cookies, payload })
    const again = await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      payload: { ...payload, etape: 'modifier' },
    })
    await on.site.inject({ method: 'POST', url: '/signaler', cookies, payload: { ...payload, etape: 'envoyer' } })
    const session = await on.enter('responsable')
    const list = await on.site.inject({ url: '/signalements', cookies: session.cookies })
    for (const { body, headers } of [shown, again, list]) {
      expect(body).not.toMatch(/<script|<img/)
      expect(body).toContain('&lt;script&gt;')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
    }
    expect(list.body).toContain('Refus &lt;b&gt;de&lt;/b&gt; &quot;carte&quot;')
  })

  test('the map runs its own scripts and no other', async () => {
    const { cookies } = await on.enter('lecture')
    const { headers, body } = await on.site.inject({ url: '/', cookies })
    expect(headers['content-security-policy']).toMatch(/script-src 'sha256-[A-Za-z0-9+/]{43}='; style-src/)
    expect(body).toContain('Carte')
  })

  test('a body that is too big is refused with the size that is not', async () => {
    const { cookies, key } = await on.visit()
    const answer = await on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      payload: { ...WRITTEN, cle: key, commentaire: 'a'.repeat(300_000) },
    })
    expect(answer.statusCode).toBe(413)
    expect(answer.body).toContain('moins de 8 Mo')
  })

  test('too many forms from one address are slowed down', async () => {
    await on.close()
    on = await startTestSite({ perMinute: 3 })
    const { cookies, key } = await on.visit()
    const codes: number[] = []
    for (let i = 0; i < 5; i++)
      codes.push(
        (await on.site.inject({ method: 'POST', url: '/signaler', cookies, payload: { ...WRITTEN, cle: key } }))
          .statusCode,
      )
    expect(codes).toEqual([200, 200, 200, 429, 429])
  })

  test('paths that climb lead nowhere', async () => {
    for (const url of [
      '/../package.json',
      '/..%2f..%2fetc/passwd',
      '/style.css/../../x',
      '/qr/..%2f..%2fetc%2fpasswd',
      '/s/%00',
    ])
      expect((await on.site.inject(url)).body).not.toMatch(/root:|"dependencies"/)
  })

  test('addresses are kept apart, or not at all, and go after a year', async () => {
    const add = async (): Promise<void> => {
      const { cookies, key } = await on.visit()
      await on.site.inject({
        method: 'POST',
        url: '/signaler',
        cookies,
        payload: { ...WRITTEN, cle: key, etape: 'envoyer' },
      })
    }
    await add()
    expect(await on.reports.purge('2027-03-02T11:00:00Z')).toEqual({ addresses: 0, reporters: 1 })
    expect(await on.reports.purge('2027-03-02T13:00:00Z')).toEqual({ addresses: 1, reporters: 0 })
    await on.close()
    on = await startTestSite({ keepsAddress: false })
    await add()
    expect(await on.reports.list()).toHaveLength(1)
    expect(await on.reports.purge('2099-01-01T00:00:00Z')).toEqual({ addresses: 0, reporters: 1 })
    const register = (await on.site.inject('/registre')).body
    expect(register).toContain('Elle n’est pas gardée')
    expect(register).toContain('Il est gardé même ici, où l’adresse ne l’est pas')
  })
})

test('an address is erased when the site starts and on each day that it stays up; the report stays', async () => {
  const begun = on.clock
  const day = (many: number): number => begun + many * 86_400_000
  for (const many of [0, 2, 4])
    await on.reports.add(
      {
        report: { role: 'usager', difficulties: [], comment: `jour ${many}`, suggestion: '' },
        channel: 'formulaire',
        address: '203.0.113.7',
      },
      new Date(day(many)).toISOString(),
    )
  const purge = vi.spyOn(on.reports, 'purge')
  on.clock = day(366)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await on.restart()
  on.clock = day(368)
  vi.advanceTimersByTime(86_400_000)
  vi.useRealTimers()
  const erased = await Promise.all(purge.mock.results.map(({ value }) => value))
  expect(erased).toEqual([
    { addresses: 1, reporters: 0 },
    { addresses: 1, reporters: 0 },
  ])
  expect(await on.reports.list()).toHaveLength(3)
})

describe('a person who reports one document again', () => {
  const DAY_MS = 86_400_000
  const send = async (
    { cookies, key }: Pick<Awaited<ReturnType<TestSite['visit']>>, 'cookies' | 'key'>,
    rank: number,
    more: Record<string, string> = {},
  ) => {
    // Two reports of one instant have no order.
    on.clock += 1000
    return on.site.inject({
      method: 'POST',
      url: '/signaler',
      cookies,
      remoteAddress: '203.0.113.7',
      payload: {
        reference: 'AL-012',
        difficultes: 'mots',
        commentaire: `Je bute sur le passage ${'abcdefghijklmnopqrstuvwxyz'[rank]?.repeat(12)}.`,
        accord: 'oui',
        etape: 'envoyer',
        cle: key,
        ...more,
      },
    })
  }
  /** The weights of the reports on the letter, oldest first, as they were on the day they came. */
  const weights = async (): Promise<readonly number[]> => {
    const reports = await on.reports.list({ path: 'refus.md' })
    return weighReports(reports, { now: new Date(on.clock).toISOString().slice(0, 10) }).map(({ weight, decay }) =>
      Number((weight / decay).toFixed(2)),
    )
  }

  test('counts once in thirty days, and once more on the thirty-first; the team reads « déjà compté »', async () => {
    const visitor = await on.visit()
    for (const [rank, day] of [0, 1, 28, 1].entries()) {
      on.clock += day * DAY_MS
      expect((await send(visitor, rank)).body).toContain('class="code"')
    }
    expect(await weights()).toEqual([1, 0, 0, 1])
    await on.restart()
    expect((await send(visitor, 4)).statusCode).toBe(200)
    expect(await weights()).toEqual([1, 0, 0, 1, 0])
    const { cookies } = await on.enter('lecture')
    const list = (await on.site.inject({ url: '/signalements', cookies })).body
    expect([list.match(/<td>déjà compté/g)?.length, list.match(/<td>compte</g)?.length]).toEqual([3, 2])
  })

  test('is recognised by a cookie that lasts ninety days once they report, and the time of the form before', async () => {
    const shown = await on.site.inject('/signaler')
    expect(shown.cookies).toHaveLength(1)
    expect(shown.cookies[0]).toMatchObject({ name: 'limpide_visite', httpOnly: true, sameSite: 'Strict' })
    expect(shown.cookies[0]).not.toHaveProperty('maxAge')
    const visitor = await on.visit()
    const sent = await send(visitor, 0)
    expect(sent.cookies).toEqual([
      {
        name: 'limpide_visite',
        value: visitor.cookies.limpide_visite,
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
        maxAge: 90 * 86_400,
      },
    ])
    expect((await on.site.inject('/registre')).body).toContain('90 jours après votre dernier signalement')
  })

  test('is still known when the document of their report is found by a person', async () => {
    const visitor = await on.visit()
    await send(visitor, 0)
    await send(visitor, 1, { reference: 'la lettre bleue' })
    await send(await on.visit(), 2, { reference: 'La lettre bleue' })
    const [waiting] = await on.reports.list({ path: null })
    const { cookies, key } = await on.enter('redaction')
    await on.site.inject({
      method: 'POST',
      url: `/signalements/${waiting?.id}/rattacher`,
      cookies,
      payload: { cle: key, document: 'AL-012' },
    })
    expect([...(await weights())].sort()).toEqual([0, 1, 1])
  })

  test('who drops their cookie is somebody else: then the words, and the network of the day, count', async () => {
    for (let i = 0; i < 3; i++) await send(await on.visit(), 0)
    expect(await weights()).toEqual([1, 0, 0])
    for (let i = 1; i < 16; i++) await send(await on.visit(), i)
    // Sixteen wordings from one network in one day: (1 + log2(16)) / 16 each, and a person looks at what comes after the tenth.
    expect(await weights()).toEqual([0.31, 0, 0, ...Array(15).fill(0.31)])
    expect((await on.reports.list({ state: 'a-moderer' })).length).toBe(8)
  })

  test('is forgotten after ninety days, at the start of the site and on each day; what was counted stays so', async () => {
    const visitor = await on.visit()
    await send(visitor, 0)
    on.clock += 2 * DAY_MS
    await send(visitor, 1)
    const purge = vi.spyOn(on.reports, 'purge')
    on.clock += 89 * DAY_MS
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    await on.restart()
    on.clock += 2 * DAY_MS
    vi.advanceTimersByTime(DAY_MS)
    vi.useRealTimers()
    const erased = await Promise.all(purge.mock.results.map(({ value }) => value))
    expect(erased).toEqual([
      { addresses: 0, reporters: 1 },
      { addresses: 0, reporters: 1 },
    ])
    expect(await weights()).toEqual([1, 0])
  })

  test('by a program, is its access, or whom it says; an agent counts three times in ninety days', async () => {
    const deposit = async (token: string, rank: number, more: object): Promise<void> => {
      const headers = { authorization: `Bearer ${token}` }
      const commentaire = `Je bute sur le passage ${'abcdefghijklmnopqrstuvwxyz'[rank]?.repeat(12)}.`
      const payload = { reference: 'AL-012', difficultes: ['mots'], commentaire, ...more }
      const answer = await on.site.inject({ method: 'POST', url: '/api/signalements', headers, payload })
      expect(answer.statusCode).toBe(201)
      // Who says nothing of their authors is told what it costs.
      expect('remarque' in answer.json()).toBe(!('auteur' in more))
      on.clock += 1000
    }
    const [one, two] = [
      await on.accesses.give('Accueil', 'redaction', '2026-01-01T00:00:00Z'),
      await on.accesses.give('Standard', 'redaction', '2026-01-01T00:00:00Z'),
    ]
    const usager = { role: 'usager' }
    const agent = { role: 'agent', auteur: 'poste-3' }
    await deposit(one.token, 0, usager)
    await deposit(one.token, 1, usager)
    await deposit(two.token, 2, usager)
    await deposit(one.token, 3, { ...usager, auteur: 'a7' })
    expect(await weights()).toEqual([1, 0, 1, 1])
    for (const rank of [4, 5, 6, 7]) await deposit(one.token, rank, agent)
    expect((await weights()).slice(4)).toEqual([0.5, 0.5, 0.5, 0])
    on.clock += 90 * DAY_MS
    await deposit(one.token, 8, agent)
    expect((await weights()).at(-1)).toBe(0.5)
    expect(JSON.stringify(await on.reports.list())).not.toContain('poste-3')
  })
})

describe('the API', () => {
  test('a report comes in once, masked, and is read back', async () => {
    const { token } = await on.accesses.give('Robot', 'redaction', '2026-01-01T00:00:00Z')
    const headers = { authorization: `Bearer ${token}` }
    const payload = {
      role: 'agent',
      document: 'refus',
      commentaire: 'Appel de M. Durand au 06 12 34 56 78.',
      cle: 'n-1',
      volume: 20,
    }
    const first = await on.site.inject({ method: 'POST', url: '/api/signalements', headers, payload })
    const second = await on.site.inject({ method: 'POST', url: '/api/signalements', headers, payload })
    expect([first.statusCode, second.statusCode]).toEqual([201, 200])
    const list = await on.site.inject({ url: '/api/signalements?document=refus.md', headers })
    expect(list.json()).toMatchObject([
      { role: 'agent', document: 'refus', commentaire: 'Appel de M. [nom] au [téléphone].', volume: 20 },
    ])
  })

  test('what has not the expected shape is refused with what was expected', async () => {
    const { token } = await on.accesses.give('Robot', 'redaction', '2026-01-01T00:00:00Z')
    const headers = { authorization: `Bearer ${token}` }
    const post = async (payload: object): Promise<string> =>
      (await on.site.inject({ method: 'POST', url: '/api/signalements', headers, payload })).json().quoi
    expect(await post({ role: 'chef', difficultes: ['x'], volume: -1, date: 'hier', commentaire: 3 })).toBe(
      '« role » doit être usager, aidant, agent, association\u00a0; « difficultes » doit être une liste prise dans mots, phrases, trop-long, que-faire, mise-en-page, autre\u00a0; « date » doit être un jour, AAAA-MM-JJ\u00a0; « volume » doit être un nombre entier de personnes\u00a0; « commentaire » doit être un texte de 4000 signes au plus.',
    )
    const broken = await on.site.inject({
      method: 'POST',
      url: '/api/signalements',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: '{"role":',
    })
    expect(broken.statusCode).toBe(400)
    expect(broken.json()).toHaveProperty('remede')
  })

  test('its schema names every field that the intake reads', async () => {
    const schema = (await on.site.inject('/api/openapi.json')).json()
    expect(schema.openapi).toBe('3.1.0')
    expect(Object.keys(schema.components.schemas.Signalement.properties)).toEqual([
      'reference',
      'document',
      'date',
      'role',
      'difficultes',
      'commentaire',
      'suggestion',
      'volume',
      'auteur',
      'cle',
    ])
  })
})
