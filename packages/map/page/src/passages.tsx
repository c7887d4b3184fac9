import type { MapPassage } from '../../src/data.ts'
import { NO_FILTERS, writeAddress } from './address.ts'
import { type Page, usePage } from './context.ts'
import type { Grid } from './grid.ts'
import type { PageData } from './load.ts'
import { capital, sayCount, sayTenth, sayWhole, typeset } from './say.ts'
import { gradeOf } from './select.ts'

/** Under this, a correction changes nothing that a reader would see. */
const LEAST_GAIN = 0.05
/** The table begins with so many blocks. */
const BLOCKS_SHOWN = 30

/** The common blocks as they are exported, all of them. */
export function passagesGrid(data: Pick<PageData, 'passages' | 'services' | 'documents'>, names: Page['names']): Grid {
  const services = data.services.filter(({ documents }) => documents > 0)
  return {
    head: [
      'Bloc commun',
      'Mots',
      'Modèles',
      'Lettres',
      'Phrases',
      'Vocabulaire',
      'Points gagnés par lettre',
      'À lire dans',
      ...services.map(({ id }) => names.service(id)),
    ],
    rows: data.passages.map((passage) => {
      const counts = countServices(passage, data.documents)
      return [
        passage.name,
        passage.words,
        passage.models,
        passage.documents.length,
        rounded(passage.reading?.phrases),
        rounded(passage.reading?.vocabulaire),
        passage.reading && Math.round(10 * passage.reading.gain) / 10,
        data.documents[passage.example]?.path ?? null,
        ...services.map(({ id }) => counts.get(id) ?? 0),
      ]
    }),
  }
}

function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value)
}

function countServices(passage: MapPassage, documents: PageData['documents']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of passage.documents) {
    const service = documents[id]?.service ?? ''
    counts.set(service, (counts.get(service) ?? 0) + 1)
  }
  return counts
}

/** The common blocks, one a row: what one correction changes, and where. */
export function PassageTable() {
  const { data, names, printing } = usePage()
  const services = data.services.filter(({ documents }) => documents > 0)
  const shown = printing ? data.passages : data.passages.slice(0, BLOCKS_SHOWN)
  if (data.passages.length === 0) {
    return <p class="empty">Aucun passage ne se retrouve dans trois modèles différents ou plus.</p>
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys */}
      <section class="scroll" tabIndex={0} aria-label="Tableau des blocs communs">
        <table class="heat">
          <thead>
            <tr>
              <th scope="col">Bloc commun</th>
              <th scope="col">Lettres</th>
              <th scope="col">Phrases</th>
              <th scope="col">Vocabulaire</th>
              {services.map(({ id }) => (
                <th key={id} scope="col">
                  {names.service(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((passage, rank) => {
              const counts = countServices(passage, data.documents)
              return (
                <tr key={rank}>
                  <th scope="row" class="block-name">
                    {passage.name}
                    <span class="block-said">
                      {typeset(
                        `${sayCount(passage.words, 'mot')}, dans ${sayWhole(passage.models)} modèles. ${sayPassage(passage)} ${sayGain(passage)}`,
                      )}
                    </span>
                    {passage.excerpt ? <q class="block-said">{passage.excerpt}</q> : null}
                    <span class="block-said">
                      À lire dans{' '}
                      <a href={writeAddress({ view: 'document', document: passage.example, filters: NO_FILTERS })}>
                        {data.documents[passage.example]?.path ?? 'cette lettre'}
                      </a>
                      {passage.where ? `, ${passage.where}` : ''}
                    </span>
                  </th>
                  <td class="heat-cell">
                    <a
                      href={writeAddress({ view: 'carte', document: null, filters: { ...NO_FILTERS, passage: rank } })}
                    >
                      <span class="heat-value">×&nbsp;{sayWhole(passage.documents.length)}</span>
                    </a>
                  </td>
                  <Part value={passage.reading?.phrases ?? null} />
                  <Part value={passage.reading?.vocabulaire ?? null} />
                  {services.map(({ id }) => {
                    const count = counts.get(id) ?? 0
                    if (count === 0)
                      return (
                        <td key={id} class="heat-empty">
                          <span class="unseen">aucune lettre</span>
                          <span aria-hidden="true">·</span>
                        </td>
                      )
                    return (
                      <td key={id} class="heat-cell">
                        <a
                          href={writeAddress({
                            view: 'carte',
                            document: null,
                            filters: { ...NO_FILTERS, passage: rank, service: id },
                          })}
                        >
                          <span class="heat-value">{sayWhole(count)}</span>
                        </a>
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      {data.passages.length > shown.length ? (
        <p class="note">
          Les {sayWhole(shown.length)} blocs qui pèsent le plus, sur {sayWhole(data.passages.length)}.
        </p>
      ) : null}
    </>
  )
}

function Part({ value }: { readonly value: number | null }) {
  const { data } = usePage()
  if (value === null)
    return (
      <td class="heat-empty">
        <span class="unseen">non mesuré</span>
        <span aria-hidden="true">·</span>
      </td>
    )
  const letter = gradeOf(value, data.labels.grades)
  return (
    <td class={`heat-cell grade-${letter}`}>
      <span class="heat-plain">
        <span class="heat-value">{sayWhole(value)}</span> <span class="heat-letter">{letter}</span>
      </span>
    </td>
  )
}

/** « 3 phrases sur 4 dépassent 25 mots, 6 tournures à simplifier, 4 termes à expliquer. » */
export function sayPassage({ reading }: MapPassage): string {
  if (reading === null) return ''
  const { sentences, longSentences, turns, terms } = reading
  const found = [
    longSentences === 0
      ? null
      : sentences === 1
        ? 'sa phrase dépasse 25 mots'
        : `${sayWhole(longSentences)} ${longSentences >= 2 ? 'phrases' : 'phrase'} sur ${sayWhole(sentences)} ${longSentences >= 2 ? 'dépassent' : 'dépasse'} 25 mots`,
    turns === 0 ? null : `${sayCount(turns, 'tournure')} à simplifier`,
    terms === 0 ? null : `${sayCount(terms, 'terme')} à remplacer ou à expliquer`,
  ].filter((one) => one !== null)
  // A letterhead or a farewell has no sentence to measure.
  if (found.length === 0 && sentences === 0) return ''
  return found.length === 0 ? 'Ses phrases et ses mots sont clairs.' : `${capital(found.join(', '))}.`
}

/** « Une correction améliore 212 lettres : 4,2 points de moins chacune, en moyenne. » */
export function sayGain({ reading, documents }: MapPassage): string {
  if (reading === null || reading.gain < LEAST_GAIN) return ''
  const points = reading.gain
  return `Une correction améliore ${sayWhole(documents.length)} lettres : ${sayTenth(points)} ${points >= 2 ? 'points' : 'point'} de moins chacune, en moyenne.`
}
