import { expect, test } from 'vitest'
import { formIn, member } from './plan/plan-site-fixture.ts'
import { startTestSite } from './serve/site-fixture.ts'

/** « 31 janvier 2026 » as a spreadsheet sorts it. */
function isoOf(said: string): string {
  const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
  const [, day = '', month = '', year = ''] = /^(\d+)(?:er)? (\S+) (\d{4})/.exec(said) ?? []
  return year === '' ? '' : `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The words of a piece of page: lines are told apart, tags are not. */
function lines(cell: string): string[] {
  return cell.split('<br>').map((line) =>
    line
      .replace(/<[^>]*>/g, '')
      .replaceAll('&#39;', "'")
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

test('the spreadsheet of the plan says cell by cell what its page says', async () => {
  const on = await startTestSite({ perMinute: 10_000 })
  try {
    const first = on.library[0]
    if (first === undefined) throw new Error('the library is empty')
    on.library = [
      { ...first, title: 'Refus de carte' },
      { ...first, path: 'b.md', title: 'Relance, facture d’eau', reference: 'B-2', score: null, expected: null },
      { ...first, path: 'c.md', title: 'Convocation' },
    ]
    const lou = await member(on, 'Lou', 'redaction')
    for (const document of ['refus.md', 'b.md', 'c.md']) await lou.post('/plan/ajouter', { document })
    const form = formIn((await lou.get('/plan/document?chemin=b.md')).body, '/plan/modifier')
    await lou.post('/plan/modifier', { ...form, dueOn: '2026-01-31', owner: 'Max', step: 'en-reecriture' })
    const { body } = await lou.get('/plan')
    const shown = [...body.matchAll(/<tr><td class="path">([\s\S]*?)<\/tr>/g)].map(([, row = '']) => {
      const [document = [], step = [], due = [], owner = [], note = []] = row.split(/<\/td>/).map(lines)
      const [grade = '', score = ''] = /([A-E]), (\d+)/.exec(note[0] ?? '')?.slice(1) ?? []
      return {
        title: document[0],
        about: document[1] ?? '',
        step: step[0],
        due: isoOf(due[0] ?? ''),
        late: due.includes('en retard') ? 'oui' : 'non',
        owner: owner[0] === 'personne' ? '' : owner[0],
        grade,
        score,
        expected: /attendue : .*?(\d+)/.exec(note[1] ?? '')?.[1] ?? '',
      }
    })
    const { body: csv } = await lou.get('/plan/export.csv')
    const [head = '', ...rows] = csv.trimEnd().split('\r\n')
    const titles = head.replace(/^\ufeff/, '').split(';')
    const told = rows.map((row) => {
      const cells = row.split(';')
      const cell = (title: string): string => cells[titles.indexOf(title)] ?? `no column « ${title} »`
      return {
        title: cell('document'),
        about: [cell('référence'), cell('service')].filter((one) => one !== '').join(', '),
        step: cell('étape'),
        due: cell('échéance'),
        late: cell('en retard'),
        owner: cell('responsable'),
        grade: cell('note actuelle'),
        score: cell('score actuel'),
        expected: cell('score attendu'),
      }
    })
    expect(told).toHaveLength(3)
    expect(told).toEqual(shown)
    expect(new Set(told.map(({ step }) => step)).size).toBe(2)
    expect(told.map(({ late }) => late).sort()).toEqual(['non', 'non', 'oui'])
  } finally {
    await on.close()
  }
})
