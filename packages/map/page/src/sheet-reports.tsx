import type { MapDetails, MapDocument } from '../../src/data.ts'
import { usePage } from './context.ts'
import { Bar } from './parts.tsx'
import { capital, sayCount, sayDay, sayFew, sayWhole } from './say.ts'

const ROLES = { usager: 'usager', aidant: 'aidant', agent: 'agent', association: 'association' } as const

/** What users and agents said of this document, masked, and how it is counted. */
export function Reports({
  reports,
  counts,
}: {
  readonly reports: MapDetails['reports']
  readonly counts: MapDocument['reports']
}) {
  const { data, printing } = usePage()
  if (!reports || !counts) return null
  const histogram = Object.entries(reports.difficulties).sort(([, a], [, b]) => b - a)
  const most = histogram[0]?.[1] ?? 1
  return (
    <section class="section">
      <h2>Ce que disent les usagers et les agents</h2>
      {counts.received === 0 ? (
        <p class="empty">Aucun signalement sur ce document. Ce n’est pas une preuve de clarté.</p>
      ) : (
        <>
          <p class="intro">
            {sayCount(counts.received, 'signalement reçu', 'signalements reçus')}, {sayWhole(counts.counted)}{' '}
            {counts.counted >= 2 ? 'comptés' : 'compté'}. Les données personnelles sont masquées.
          </p>
          {histogram.length > 0 ? (
            <dl class="histogram">
              {histogram.map(([id, count]) => (
                <div key={id} class="histogram-row">
                  <dt>{capital(data.labels.difficulties[id] ?? id)}</dt>
                  <dd>
                    <Bar value={count} max={most} />
                    <span>{sayWhole(count)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          ) : null}
          <details open={printing || reports.items.length <= 6}>
            <summary>
              Lire {reports.items.length >= 2 ? `les ${sayWhole(reports.items.length)} signalements` : 'le signalement'}
            </summary>
            <ul class="quotes">
              {reports.items.map((report, rank) => (
                <li key={rank} class={report.zero ? 'quote is-aside' : 'quote'}>
                  {report.comment ? <blockquote>{report.comment}</blockquote> : <p class="muted">Sans commentaire.</p>}
                  {report.suggestion ? (
                    <p class="suggestion">
                      <span class="muted">Proposition&nbsp;:</span> {report.suggestion}
                    </p>
                  ) : null}
                  <p class="quote-meta">
                    {capital(ROLES[report.role])}, {sayDay(report.date)}
                    {report.difficulties.length > 0
                      ? `, ${report.difficulties.map((id) => data.labels.difficulties[id] ?? id).join(', ')}`
                      : ''}
                    {report.zero
                      ? ` · non compté : ${sayZero(report.zero, data.labels.offTopic)}`
                      : ` · poids ${sayFew(report.weight)}`}
                  </p>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  )
}

function sayZero(zero: string, offTopic: Readonly<Record<string, string>>): string {
  if (zero === 'doublon') return 'même texte qu’un autre signalement'
  if (zero === 'deja-compte') return 'déjà compté, la même personne a signalé ce document peu avant'
  if (zero === 'version-precedente') return 'parle d’une version précédente'
  return offTopic[zero] ?? zero
}
