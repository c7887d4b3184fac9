import { usePage } from './context.ts'
import { Section, SheetLink } from './parts.tsx'
import { sayCount, sayDay, sayWhole } from './say.ts'

/** What the map does not see: documents without a score, absent ones, silent services, reports without a document. */
export function CoverageView() {
  const { data, names } = usePage()
  const { counts, intake } = data
  const unscored = data.documents.filter(({ score }) => score === null)
  const silent = data.services.filter(({ documents }) => documents === 0)
  const withoutVolume = data.documents.filter(({ volume, score }) => volume === null && score !== null)
  const putAside = Object.entries(intake?.offTopic ?? {})
  return (
    <>
      <h1 tabIndex={-1}>Ce qui manque à la carte</h1>
      <p class="lead">Une carte vide n’est pas une bonne nouvelle. Voici ce qu’elle ne voit pas, et pourquoi.</p>
      <Section title={`Non analysables (${sayWhole(unscored.length)})`}>
        {unscored.length === 0 ? (
          <p class="empty">Tous les documents trouvés ont un score.</p>
        ) : (
          <ul class="reasons">
            {unscored.map((document) => {
              const [reason] = document.problems
              return (
                <li key={document.id}>
                  <SheetLink document={document}>{document.title}</SheetLink>{' '}
                  <span class="muted reason-path">{document.path}</span>
                  <p>
                    {reason ? `${reason.what} ` : 'Aucune raison n’a été donnée. '}
                    {reason ? <span class="muted">{reason.fix}</span> : null}
                    {document.reports && document.reports.counted > 0 ? (
                      <strong> {sayCount(document.reports.counted, 'signalement')} sur ce document.</strong>
                    ) : null}
                  </p>
                </li>
              )
            })}
          </ul>
        )}
      </Section>
      {data.absent.length > 0 ? (
        <Section
          title={`Déclarés, mais introuvables (${sayWhole(counts.absent)})`}
          intro="Ces documents sont dans la configuration de l’équipe&nbsp;; le fichier n’a pas été trouvé."
        >
          <ul class="reasons">
            {data.absent.map(({ path, title, service, volume }) => (
              <li key={path}>
                <strong>{title}</strong> <span class="muted">{path}</span>
                <p>
                  {service ? `${names.service(service)}. ` : ''}
                  {volume === null ? 'Portée inconnue.' : `${sayWhole(volume)} par an.`}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={`Services sans document (${sayWhole(silent.length)})`}>
        {silent.length === 0 ? (
          <p class="empty">Tous les services déclarés ont au moins un document.</p>
        ) : (
          <ul class="plain-list">
            {silent.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title={`Portée inconnue (${sayWhole(withoutVolume.length)})`}
        intro="Leur impact est estimé par la médiane de leur type. Déclarez leur volume dans limpide.yml."
      >
        {withoutVolume.length === 0 ? (
          <p class="empty">La portée de tous les documents notés est déclarée.</p>
        ) : (
          <ul class="plain-list columns">
            {withoutVolume.map((document) => (
              <li key={document.id}>
                <SheetLink document={document}>{document.title}</SheetLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {intake ? (
        <Section
          title={`Signalements à rattacher (${sayWhole(intake.unmatched.length)})`}
          intro={`${sayCount(intake.received, 'signalement reçu', 'signalements reçus')}\u00a0: ${sayWhole(intake.matched)} rattachés à un document, ${sayWhole(intake.counted)} comptés, ${sayWhole(intake.duplicates)} en double${putAside.length > 0 ? `. Hors sujet\u00a0: ${putAside.map(([why, count]) => `${data.labels.offTopic[why] ?? why} (${sayWhole(count ?? 0)})`).join(', ')}` : ''}.`}
        >
          {intake.unmatched.length === 0 ? (
            <p class="empty">Tous les signalements ont trouvé leur document.</p>
          ) : (
            <ul class="reasons">
              {intake.unmatched.map(({ reference, document, date, comment, why, candidates }, rank) => (
                <li key={rank}>
                  <strong>{[reference, document].filter((text) => text).join(' · ') || 'Document non précisé'}</strong>{' '}
                  <span class="muted">{sayDay(date)}</span>
                  {comment ? <blockquote>{comment}</blockquote> : null}
                  <p class="muted">
                    {why}
                    {candidates.length > 0 ? ` Peut-être : ${candidates.join(', ')}.` : ''}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Section>
      ) : (
        <Section title="Signalements">
          <p class="empty">
            Aucun fichier de signalements n’a été donné&nbsp;: la complexité observée est celle du texte seul.
          </p>
        </Section>
      )}
      {data.problems.length > 0 ? (
        <Section title={`À corriger dans les fichiers de l’équipe (${sayWhole(data.problems.length)})`}>
          <ul class="reasons">
            {data.problems.map(({ what, fix, where }, rank) => (
              <li key={rank}>
                {where ? <span class="muted">{where}&nbsp;: </span> : null}
                {what} <span class="muted">{fix}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
