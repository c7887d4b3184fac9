import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccessRole } from '../serve/access.ts'
import { SESSION } from '../serve/context.ts'
import { startTestSite, type TestSite } from '../serve/site-fixture.ts'
import { resultsOf } from './proof.ts'
import { proseOfText } from './prose-fixture.ts'

const SECRET = 'Votre dossier est suivi par Mme Claire Durand, au 06 12 34 56 78.'

let on: TestSite
let writer: Awaited<ReturnType<typeof come>>
beforeEach(async () => {
  on = await startTestSite()
  writer = await come('Lou', 'redaction')
})
afterEach(() => on.close())

/** Someone of the team, past the door. */
const come = async (name: string, role: AccessRole) => {
  const { id } = await on.accesses.give(name, role, '2026-01-01T00:00:00Z')
  const cookies = { [SESSION]: on.accesses.session({ id, name, role }, on.clock) }
  return {
    get: (url: string) => on.site.inject({ url, cookies }),
    post: (url: string, fields: URLSearchParams) => {
      fields.append('cle', on.accesses.formKey(id))
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return on.site.inject({ method: 'POST', url, cookies, headers, payload: fields.toString() })
    },
  }
}

const codeOf = async (): Promise<string> =>
  /Kit ([0-9A-F]{8})/.exec((await writer.get('/tests/document?chemin=refus.md')).body)?.[1] ?? ''

/** Sends the form of the results; a person is what they found, what they answered, what they put in orange. */
const send = async (
  etape: string,
  kit: string,
  people: readonly (readonly [mots: string, answers: readonly string[], orange: string])[],
) => {
  const payload = new URLSearchParams([
    ['chemin', 'refus.md'],
    ['kit', kit],
    ['etape', etape],
    ...people.flatMap(([mots, answers, orange]) => [
      ['mots', mots],
      ['synonymes', ''],
      ...answers.map((answer, i) => [`q${i + 1}`, answer]),
      ['orange', orange],
    ]),
  ] as [string, string][])
  return writer.post('/tests/saisir', payload)
}

const ALL = ['oui', 'oui', 'oui', 'oui', 'oui']

describe('from the kit to the proof', () => {
  test('the list leads to the kit of a document, which is printed without a script', async () => {
    const list = await writer.get('/tests')
    expect(list.body).toContain('<option value="refus.md">')
    const kit = await writer.get('/tests/kit?chemin=refus.md')
    expect(kit.statusCode).toBe(200)
    expect(kit.body).not.toMatch(/<script|<style/)
    expect(kit.body).toContain('<link rel="stylesheet" href="/kit.css">')
    for (const sheet of ['Information et accord', 'Le texte à trous', 'Le surligneur', 'Cinq questions', 'Corrigé'])
      expect(kit.body).toContain(sheet)
    expect((await on.site.inject('/kit.css')).body).toContain('@page{size:A4')
  })

  test('results are shown with their margin, then kept as counts, and told on the page of the document', async () => {
    const code = await codeOf()
    const people = ['30', '35', '28', '40', '33', '31'].map((mots, i) => [mots, ALL, i < 4 ? '3 7' : '0'] as const)
    const shown = await send('calculer', code.toLowerCase(), people)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toMatch(
      /Texte à trous\u00a0: \d+\u00a0% de mots exacts \(entre \d+ et \d+\u00a0%\), 6 personnes/,
    )
    expect(shown.body).toContain('6 personnes\u00a0: assez pour repérer ce qui gêne, peu pour annoncer un score.')
    expect(shown.body).toContain('4 sur 6')
    expect(await on.plans.proofs()).toEqual([])
    const kept = await send('garder', code, people)
    expect([kept.statusCode, kept.headers.location]).toEqual([303, '/tests/document?chemin=refus.md'])
    const [proof] = await on.plans.proofs('refus.md')
    expect(proof).toMatchObject({ kind: 'test-usagers', participants: 6, actor: 'Lou', number: 1 })
    expect(resultsOf(proof?.data)?.participants[0]).toEqual({
      exact: 30,
      answers: [true, true, true, true, true],
      unclear: [3, 7],
    })
    // Nothing of the letter is in the store.
    expect(JSON.stringify(proof)).not.toMatch(/logement|bail|dossier/)
    const page = await writer.get('/tests/document?chemin=refus.md')
    expect(page.body).toContain('Réponses justes')
    expect(page.body).toContain('Gardé comme preuve')
    expect((await writer.get('/tests')).body).toContain('6 personnes, texte à trous')
    // A group that comes later is added to this one.
    expect((await writer.get('/tests/saisir?chemin=refus.md')).body).toMatch(/name="mots" value="30"/)
  })

  test('too few people is said before any figure', async () => {
    const shown = await send('calculer', await codeOf(), [
      ['30', ALL, '0'],
      ['20', ALL, '0'],
    ])
    expect(shown.body).toContain('Trop peu de participants\u00a0: 2 personnes. Il en faut 5 au moins')
    expect(shown.body).not.toMatch(/entre \d/)
  })

  test('the results of another text prove nothing of this one', async () => {
    const refused = await send('garder', 'AAAAAAAA', [['30', ALL, '0']])
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('ces résultats parlent d’un autre texte')
    expect(refused.body).toMatch(/name="mots" value="30"/)
    expect(await on.plans.proofs()).toEqual([])
  })

  test('what cannot be is said beside its person, and nothing is lost', async () => {
    const refused = await send('garder', await codeOf(), [
      ['999', ALL, '0'],
      ['30', ['peut-être', '', '', '', ''], '88'],
      ['trente', ALL, 'la troisième'],
    ])
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('3 saisies sont à corriger')
    expect(refused.body).toMatch(/id="faute-0">999 mots trouvés, mais le texte a \d+ trous\./)
    expect(refused.body).toMatch(
      /id="faute-1">Phrase 88\u00a0: le document en a \d+\. Question 1\u00a0: «\u00a0peut-être/,
    )
    expect(refused.body).toMatch(/id="faute-2">«\u00a0trente\u00a0» n’est pas un nombre de mots/)
    expect(refused.body).toMatch(/name="mots" value="999"/)
    expect((await send('garder', await codeOf(), [['', [], '']])).body).toContain('Aucun résultat n’est écrit')
    expect(await on.plans.proofs()).toEqual([])
  })

  test('lines are added without losing what is written', async () => {
    const more = await send('ajouter', '', [['12', ALL, '4']])
    expect(more.body.match(/<legend>/g)).toHaveLength(13)
    expect(more.body).toMatch(/name="mots" value="12"/)
  })
})

describe('who may, and what is not there', () => {
  test('who reads sees the results; who writes prepares tests; others do not come in', async () => {
    const reader = await come('Max', 'lecture')
    expect((await reader.get('/tests/document?chemin=refus.md')).body).not.toContain('Ouvrir le kit')
    expect((await reader.get('/tests/kit?chemin=refus.md')).statusCode).toBe(403)
    expect((await reader.post('/tests/saisir', new URLSearchParams({ chemin: 'refus.md' }))).statusCode).toBe(403)
    for (const url of ['/tests', '/tests/kit?chemin=refus.md'])
      expect((await on.site.inject(url)).headers.location).toBe('/connexion')
  })

  test('a document that is not of the library has no kit, whatever its path', async () => {
    for (const path of ['autre.md', '../../etc/passwd', ''])
      expect((await writer.get(`/tests/kit?chemin=${encodeURIComponent(path)}`)).statusCode).toBe(404)
    expect((await writer.get('/tests/kit')).statusCode).toBe(404)
  })

  test('personal data are in no page, and a text too short says how many words it takes', async () => {
    await on.close()
    on = await startTestSite({
      prose: async () => proseOfText(`${SECRET} ${'Vous recevrez votre aide en mai. '.repeat(12)}`),
    })
    writer = await come('Lou', 'redaction')
    const kit = (await writer.get('/tests/kit?chemin=refus.md')).body
    expect(kit).toContain('Mme [nom], au [téléphone].')
    expect(kit).not.toMatch(/Durand|06 12/)
    await on.close()
    on = await startTestSite({ prose: async () => proseOfText('Votre demande est acceptée.') })
    writer = await come('Lou', 'redaction')
    const short = await writer.get('/tests/kit?chemin=refus.md')
    expect([short.statusCode, /compte 4 mots, il en faut 30 au moins/.test(short.body)]).toEqual([422, true])
    await on.close()
    on = await startTestSite({ prose: async () => undefined })
    writer = await come('Lou', 'redaction')
    expect((await writer.get('/tests/document?chemin=refus.md')).body).toContain('n’a pas pu être lu')
  })
})
