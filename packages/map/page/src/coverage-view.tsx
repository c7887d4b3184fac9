import { type Page, usePage } from './context.ts'
import { ExportBar } from './export-bar.tsx'
import type { Grid } from './grid.ts'
import type { PageData } from './load.ts'
import { LongList } from './more.tsx'
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
      <ExportBar name="manque" grid={() => missingGrid(data, names)} />
      <Section title={`Non analysables (${sayWhole(unscored.length)})`}>
        {unscored.length === 0 ? (
          <p class="empty">Tous les documents trouvés ont un score.</p>
        ) : (
          <LongList class="reasons" list={unscored}>
            {(document) => {
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
            }}
          </LongList>
        )}
      </Section>
      {data.absent.length > 0 ? (
        <Section
          title={`Déclarés, mais jamais ouverts (${sayWhole(counts.absent)})`}
          intro="Ces documents sont dans la configuration de l’équipe&nbsp;; le fichier n’a pas été trouvé."
        >
          <LongList class="reasons" list={data.absent}>
            {({ path, title, service, volume }) => (
              <li key={path}>
                <strong>{title}</strong> <span class="muted">{path}</span>
                <p>
                  {service ? `${names.service(service)}. ` : ''}
                  {volume === null ? 'Portée inconnue.' : `${sayWhole(volume)} par an.`}
                </p>
              </li>
            )}
          </LongList>
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
          <LongList class="plain-list columns" list={withoutVolume}>
            {(document) => (
              <li key={document.id}>
                <SheetLink document={document}>{document.title}</SheetLink>
              </li>
            )}
          </LongList>
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
            <LongList class="reasons" list={intake.unmatched}>
              {({ reference, document, date, comment, why, candidates }, rank) => (
                <li key={rank}>
                  <strong>{[reference, document].filter((text) => text).join(' · ') || 'Document non précisé'}</strong>{' '}
                  <span class="muted">{sayDay(date)}</span>
                  {comment ? <blockquote>{comment}</blockquote> : null}
                  <p class="muted">
                    {why}
                    {candidates.length > 0 ? ` Peut-être : ${candidates.join(', ')}.` : ''}
                  </p>
                </li>
              )}
            </LongList>
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

/** What the view lists, a line each, for whoever will complete it. */
export function missingGrid(
  { documents, absent, services, intake }: Pick<PageData, 'documents' | 'absent' | 'services' | 'intake'>,
  names: Page['names'],
): Grid {
  return {
    head: ['Ce qui manque', 'Nom', 'Service', 'Pourquoi', 'Fichier'],
    rows: [
      ...documents
        .filter(({ score }) => score === null)
        .map(({ title, service, problems, path }) => [
          'Non analysable',
          title,
          names.service(service),
          problems[0]?.what ?? null,
          path,
        ]),
      ...absent.map(({ title, service, path }) => [
        'Jamais ouvert',
        title,
        service === null ? null : names.service(service),
        'Le fichier n’a pas été trouvé.',
        path,
      ]),
      ...services
        .filter((service) => service.documents === 0)
        .map(({ name }) => ['Service sans document', name, name, null, null]),
      ...documents
        .filter(({ score, volume }) => score !== null && volume === null)
        .map(({ title, service, path }) => ['Portée inconnue', title, names.service(service), null, path]),
      ...(intake?.unmatched ?? []).map(({ reference, document, why }) => [
        'Signalement à rattacher',
        [reference, document].filter((text) => text).join(' · ') || null,
        null,
        why,
        null,
      ]),
    ],
  }
}
