import type { MapDocument } from '../../src/data.ts'
import { NO_FILTERS, writeAddress } from './address.ts'
import { usePage } from './context.ts'
import { Grade } from './parts.tsx'
import { sayGain, sayPassage } from './passages.tsx'
import { sayCount, sayShare, sayWhole, typeset } from './say.ts'

/** Letters named in the sheet; the others are one click away. */
const LETTERS_SHOWN = 8

/** The letters that are the same model as this one: to merge, or to correct together. */
export function Likes({ document }: { readonly document: MapDocument }) {
  const { data, address, printing } = usePage()
  const family = document.family === null ? undefined : data.families[document.family]
  if (!family) return null
  const likeness = new Map(family.documents.map((id, rank) => [id, family.likeness[rank] ?? 0]))
  const others = family.documents
    .filter((id) => id !== document.id)
    .sort((a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0) || a - b)
  const shown = printing ? others : others.slice(0, LETTERS_SHOWN)
  const count = family.documents.length
  return (
    <section class="section">
      <h2>Modèles semblables ({sayWhole(others.length)})</h2>
      <p class="intro">
        {typeset(
          `${count === 2 ? 'Ces deux lettres' : `Ces ${sayWhole(count)} lettres`} sont le même modèle : « ${family.name} ». Gardez-en une seule, ou corrigez-les ensemble.${family.medoid === document.id ? ' Celle-ci est la plus typique : partez d’elle.' : ''}`,
        )}
      </p>
      <ul class="likes">
        {shown.map((id) => {
          const other = data.documents[id]
          if (!other) return null
          return (
            <li key={id}>
              {other.score ? <Grade letter={other.score.grade} /> : <span class="muted">–</span>}
              <span>
                <a href={writeAddress({ ...address, view: 'document', document: id })}>{other.title}</a>
                <span class="muted likes-path">
                  {other.path}
                  {' · '}
                  {id === family.medoid ? 'la plus typique' : sayLikeness(likeness.get(id) ?? 0)}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
      {others.length > shown.length ? (
        <p>
          <a
            href={writeAddress({
              view: 'carte',
              document: null,
              filters: { ...NO_FILTERS, family: document.family },
            })}
          >
            Voir les {sayWhole(count)} lettres dans la liste
          </a>
        </p>
      ) : null}
    </section>
  )
}

function sayLikeness(likeness: number): string {
  if (likeness >= 0.995) return 'mêmes mots que la plus typique, aux valeurs près'
  return `${sayShare(likeness, 1)} de mots communs avec la plus typique`
}

/** The blocks that this letter shares with letters of other models. */
export function SharedBlocks({ document }: { readonly document: MapDocument }) {
  const { data } = usePage()
  if (document.passages.length === 0) return null
  return (
    <section class="section">
      <h2>Blocs communs ({sayWhole(document.passages.length)})</h2>
      <p class="intro">
        {typeset(
          'Ces passages se trouvent aussi dans d’autres modèles. Ils sont jugés une seule fois, pour toute la bibliothèque : leurs phrases et leurs mots ne comptent pas dans la note de cette lettre, s’il lui reste assez de texte à elle.',
        )}
      </p>
      <ul class="likes">
        {document.passages.map((rank) => {
          const passage = data.passages[rank]
          if (!passage) return null
          return (
            <li key={rank}>
              <strong class="multiplier">×&nbsp;{sayWhole(passage.documents.length)}</strong>
              <span>
                <a href={writeAddress({ view: 'carte', document: null, filters: { ...NO_FILTERS, passage: rank } })}>
                  {passage.name}
                </a>
                {`, ${sayCount(passage.words, 'mot')}`}
                <span class="muted likes-path">{typeset([sayPassage(passage), sayGain(passage)].join(' '))}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
