// The page of the score, written by its calibration: its measures are read there, never copied.
import methode from 'virtual:methode'
import { usePage } from './context.ts'
import { Markdown } from './markdown.tsx'
import { Section } from './parts.tsx'
import { sayDay, sayFew, sayWhole } from './say.ts'

/** How the numbers are made, with every weight, and what they do not say. */
export function MethodView() {
  const { data, printing } = usePage()
  const { method, labels, versions } = data
  const { priority } = method
  const scored = labels.principles.filter(({ id }) => id in method.weights)
  return (
    <>
      <h1 tabIndex={-1}>Méthode</h1>
      <p class="lead">
        Règles {versions.rules}, calibrage {versions.calibration}, priorités {versions.priority}. Analyse du{' '}
        {sayDay(data.generatedAt)}. Deux scores ne se comparent que dans la même version.
      </p>
      <Section
        title="Le score d’un document"
        intro={`De 0 (clair) à 100 (très complexe). Chaque indicateur vaut 0 point à sa référence claire, 100 à sa référence complexe. Le score est la somme de ces points, pondérée\u00a0: chaque fiche en donne le détail exact.`}
      >
        <p>
          Ce qui n’est pas mesurable ne compte pas&nbsp;: un texte sans mise en page est noté sur les autres principes,
          et la carte montre un point creux. Un document de moins de {sayWhole(method.minimum.sentences)} phrases ou{' '}
          {sayWhole(method.minimum.words)} mots n’est pas noté. La marge est celle du hasard des phrases. Un texte court
          est rapproché de la médiane de son type.
        </p>
        <ul class="grades-list">
          {labels.grades.map(({ letter, label, from }, rank) => (
            <li key={letter}>
              <span class={`grade grade-${letter}`}>{letter}</span> {label}, de {sayWhole(from)} à{' '}
              {sayWhole((labels.grades[rank + 1]?.from ?? 101) - 1)}
            </li>
          ))}
        </ul>
        <p>
          Une mention obligatoire manquante ne change pas le score, mais la note affichée ne dépasse pas {method.lock}.
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys */}
        <section class="scroll" tabIndex={0} aria-label="Indicateurs du score">
          <table class="simple">
            <thead>
              <tr>
                <th scope="col">Principe et indicateur</th>
                <th scope="col" class="number">
                  Clair
                </th>
                <th scope="col" class="number">
                  Complexe
                </th>
                <th scope="col">Unité</th>
                <th scope="col" class="number">
                  Part
                </th>
              </tr>
            </thead>
            {scored.map(({ id, label }) => (
              <tbody key={id}>
                <tr class="group">
                  <th scope="rowgroup" colSpan={4}>
                    {label}
                  </th>
                  <td class="number">{sayWhole(100 * (method.weights[id] ?? 0))}&nbsp;%</td>
                </tr>
                {method.indicators
                  .filter((indicator) => indicator.principle === id)
                  .map((indicator) => (
                    <tr key={indicator.id}>
                      <td>{indicator.label.replace('{x}', '…').replaceAll('{s}', 's').replaceAll('{nt}', 'nt')}</td>
                      <td class="number">{sayFew(indicator.clear)}</td>
                      <td class="number">{sayFew(indicator.complex)}</td>
                      <td>{indicator.unit}</td>
                      <td class="number">{sayWhole(indicator.share)}</td>
                    </tr>
                  ))}
              </tbody>
            ))}
          </table>
        </section>
      </Section>
      <Section
        title="Ce que vaut le score"
        intro="Le score range-t-il le texte clair avant le texte complexe&nbsp;? Il a été mesuré sur des paires de textes, à côté des formules de lisibilité connues."
      >
        <details open={printing}>
          <summary>Lire toutes les mesures</summary>
          <div class="measures">
            <Markdown source={methode} from="Ce qu’il vaut" />
            <h3>Sur quoi il est calibré</h3>
            <Markdown source={methode} from="Sur quoi il est calibré" />
          </div>
        </details>
      </Section>
      <Section title="Ce que le score ne voit pas">
        <Markdown source={methode} from="Ce qu’il ne voit pas" />
      </Section>
      <Section title="Les signalements">
        <ul class="plain-list">
          <li>
            Un signalement d’usager, d’aidant ou d’association pèse 1&nbsp;; d’un agent, {sayFew(priority.agent)}, et
            jusqu’à {sayWhole(priority.agentMost)} s’il dit combien d’usagers sont concernés. Un simple clic pèse moitié
            moins.
          </li>
          <li>
            Il perd la moitié de son poids tous les {sayWhole(priority.halfLife)} jours. Les signalements d’une ancienne
            version ne comptent plus.
          </li>
          <li>
            Deux textes presque identiques à moins de {sayWhole(priority.duplicateDays)} jours comptent pour un. Au-delà
            de {sayWhole(priority.burst)} signalements le même jour sur un document, la journée compte 1 + log₂(n).
          </li>
          <li>
            Ce qui ne parle pas de la rédaction (contestation de la décision, accueil, publicité) est compté à part.
          </li>
          <li>
            Les données personnelles sont masquées dès la lecture du fichier&nbsp;: cette carte n’en contient pas.
          </li>
        </ul>
      </Section>
      <Section title="La priorité">
        <dl class="formulas">
          <dt>Taux rapproché de la moyenne du type</dt>
          <dd>
            λ = (α + W) ÷ (β + E), avec α = {sayWhole(priority.alpha)}, β = α ÷ m, m = signalements du type pour mille
            envois, E = portée en milliers
          </dd>
          <dt>Difficulté signalée</dt>
          <dd>U = 100 × (log₂(λ ÷ m) + 1) ÷ 4, entre 0 et 100</dd>
          <dt>Poids des usagers</dt>
          <dd>w = {sayFew(priority.userMost)} × W ÷ (W + 5)</dd>
          <dt>Complexité observée</dt>
          <dd>C = (1 − w) × score + w × U</dd>
          <dt>Impact</dt>
          <dd>
            {sayFew(priority.reachShare)} × 100 × log₁₀(portée) ÷ 6 + {sayFew(priority.stakeShare)} × enjeu&nbsp;; enjeu{' '}
            {sayWhole(priority.stakes.droit ?? 0)} pour un droit, {sayWhole(priority.stakes.demarche ?? 0)} pour une
            démarche, {sayWhole(priority.stakes.information ?? 0)} pour une information, plus{' '}
            {sayWhole(priority.fragile)} pour un public fragile
          </dd>
          <dt>Priorité</dt>
          <dd>
            √(C × impact) :{' '}
            {priority.classes
              .map(({ id, from }) => (from > 0 ? `${id} dès ${sayWhole(from)}` : `${id} en dessous`))
              .join(', ')}
            . Une mention obligatoire manquante place le document au moins en P2.
          </dd>
        </dl>
      </Section>
      <Section title="Ce que cette carte ne dit pas">
        <ul class="plain-list">
          <li>
            Un score clair n’est ni un contrôle juridique, ni une preuve de compréhension&nbsp;: seuls des tests avec
            des usagers tranchent.
          </li>
          <li>
            Couper des phrases pour faire baisser le score ne suffit pas&nbsp;: l’ordre et la place des informations
            comptent autant.
          </li>
          <li>
            Les signalements viennent surtout d’usagers à l’aise avec le numérique. «&nbsp;Aucun signalement&nbsp;» ne
            veut pas dire «&nbsp;clair&nbsp;».
          </li>
          <li>Les poids sont un choix de politique publique, à discuter et à signer par l’équipe.</li>
          <li>Cette carte classe des documents, jamais des personnes.</li>
        </ul>
      </Section>
    </>
  )
}
