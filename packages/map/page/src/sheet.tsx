import { useEffect, useMemo, useState } from 'preact/hooks'
import type { MapDetails, MapDocument } from '../../src/data.ts'
import { writeAddress } from './address.ts'
import { usePage } from './context.ts'
import { host } from './host.ts'
import { Likes, SharedBlocks } from './likes.tsx'
import { sayCount, sayDay, sayWhole } from './say.ts'
import { Plan } from './sheet-plan.tsx'
import { PriorityCallout } from './sheet-priority.tsx'
import { Reports } from './sheet-reports.tsx'
import { Contributions, Engagements, ScoreCard, Unscored, WhatIf } from './sheet-score.tsx'
import { Findings, Letter } from './sheet-text.tsx'
import { site } from './site.ts'

/** Everything the map knows of one document, for the person who will rewrite it. */
export function Sheet({ document }: { readonly document: MapDocument }) {
  const around = useMemo(site, [])
  const { address, names } = usePage()
  const details = useDetails(document.id)
  const read = typeof details === 'object' ? details : undefined
  const facts = [
    document.reference ? `Référence ${document.reference}` : null,
    names.service(document.service),
    document.procedure,
    names.type(document.type),
    read?.format?.toUpperCase() ?? null,
    read && read.words > 0 ? `${sayCount(read.words, 'mot')}, ${sayCount(read.sentences, 'phrase')}` : null,
    sayVolume(document.volume),
    read?.lastSent ? `dernier envoi le ${sayDay(read.lastSent)}` : null,
    read?.owner && read.plan === null ? `responsable\u00a0: ${read.owner}` : null,
  ].filter((fact) => fact !== null)
  return (
    <article class="sheet">
      <p class="back">
        <a href={writeAddress({ ...address, view: 'carte', document: null })}>← Retour à la carte</a>
      </p>
      <h1 tabIndex={-1}>{document.title}</h1>
      <p class="facts">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <p class="path muted">
        {document.path} <OpenButton path={document.path} />
      </p>
      {around.document.length > 0 ? (
        <p class="site-document">
          {around.document.map(({ path, label }) => (
            <a key={path} class="button" href={`${path}${encodeURIComponent(document.path)}`}>
              {label}
            </a>
          ))}
        </p>
      ) : null}
      {details === 'lost' ? (
        <p role="alert">
          Le détail de cette fiche est abîmé&nbsp;: le fichier de la carte est sans doute incomplet. Demandez-en une
          nouvelle copie.
        </p>
      ) : null}
      {read ? <Whole document={document} details={read} /> : null}
    </article>
  )
}

function Whole({ document, details }: { readonly document: MapDocument; readonly details: MapDetails }) {
  const { score } = details
  return (
    <>
      {document.priority && details.priority ? (
        <PriorityCallout document={document} priority={document.priority} details={details.priority} />
      ) : null}
      {document.score && score ? (
        <ScoreCard score={document.score} details={score} words={details.words} />
      ) : (
        <Unscored document={document} />
      )}
      {document.score && score ? (
        <div class="sheet-columns">
          <div>
            <Contributions contributions={score.contributions} />
          </div>
          <div>
            <WhatIf whatIf={details.whatIf} gains={details.gains} score={document.score} />
            <Engagements document={document} score={document.score} details={details} />
          </div>
        </div>
      ) : null}
      <Plan plan={details.plan} past={details.past} owner={details.owner} />
      <Likes document={document} />
      <SharedBlocks document={document} />
      <Reports reports={details.reports} counts={document.reports} />
      <Letter text={details.text} findings={details.findings} />
      <Findings document={document} findings={details.findings} />
    </>
  )
}

/** What the sheet adds; nothing while it is read, « lost » when it cannot be. */
function useDetails(id: number): MapDetails | 'lost' | undefined {
  const { data } = usePage()
  const [found, setFound] = useState<{ readonly id: number; readonly details: MapDetails | 'lost' }>()
  useEffect(() => {
    let isShown = true
    const show = (details: MapDetails | 'lost'): void => {
      if (isShown) setFound({ id, details })
    }
    data.details(id).then(show, () => show('lost'))
    return () => {
      isShown = false
    }
  }, [data, id])
  return found?.id === id ? found.details : undefined
}

function OpenButton({ path }: { readonly path: string }) {
  const editor = host()
  if (!editor) return null
  return (
    <button type="button" class="button open" onClick={() => editor.open(path)}>
      Ouvrir ce document
    </button>
  )
}

function sayVolume(volume: number | null): string {
  if (volume === null) return 'portée inconnue'
  return volume === 0 ? 'pas encore envoyé' : `${sayWhole(volume)} par an`
}
