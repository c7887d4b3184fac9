import { CHECKED_ON, CHECKS, LIMITS, TOOLS } from './accessibility.ts'
import { dayOf } from './day.ts'
import { type Html, html } from './html.ts'

/** The state that the law names: without an audit, a site is « non conforme », whatever its qualities. */
export const CONFORMITY = 'non conforme'

/** The declaration of accessibility, in the form that the law gives it; it claims nothing that no test checks. */
export function accessibilityPage(service: string, contact: string | undefined): Html {
  return html`
<p>${service} s’engage à rendre ce site accessible à tous (article 47 de la loi n° 2005-102 du 11 février 2005). Cette déclaration s’applique à ce site, fait avec Limpide.</p>
<h2>État de conformité</h2>
<p>Ce site est <strong>${CONFORMITY}</strong> au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1. La raison\u00a0: il n’a pas encore été audité. C’est la règle du référentiel, même quand les essais ci-dessous sont bons.</p>
<h2>Ce que nous vérifions à chaque version</h2>
<p>Liste relue le ${dayOf(CHECKED_ON)}. Ces essais sont automatiques, et font partie des tests du logiciel.</p>
<ul>${CHECKS.map(({ what }) => html`<li>${what}</li>`)}</ul>
<h2>Avec quels outils</h2>
<ul>${TOOLS.map(({ name, version, use }) => html`<li>${name}${version !== undefined && ` ${version}`}\u00a0: ${use}.</li>`)}</ul>
<h2>Ce qui n’est pas accessible, ou pas vérifié</h2>
<ul>${LIMITS.map((limit) => html`<li>${limit}</li>`)}</ul>
<p>Nous n’invoquons aucune dérogation.</p>
<h2>Établissement de cette déclaration</h2>
<p>Cette déclaration a été établie le ${dayOf(CHECKED_ON)}. Technologies\u00a0: HTML, CSS\u00a0; JavaScript pour la carte seulement.</p>
<h2>Un problème\u00a0? Dites-le-nous</h2>
<p>Vous n’arrivez pas à utiliser une page\u00a0? ${
    contact === undefined
      ? html`Écrivez au service qui vous a donné l’adresse de ce site, ou demandez-lui l’information sous une autre forme.`
      : html`Écrivez à ${contact}. Nous vous donnons l’information sous une autre forme.`
  }</p>
<h2>Voies de recours</h2>
<p>Vous nous avez signalé un défaut qui vous empêche d’accéder à un contenu, et vous n’avez pas obtenu de réponse satisfaisante\u00a0? Vous pouvez saisir le Défenseur des droits\u00a0:</p>
<ul>
<li>écrire un message sur <a href="https://formulaire.defenseurdesdroits.fr/">formulaire.defenseurdesdroits.fr</a>\u00a0;</li>
<li>contacter le délégué du Défenseur des droits de votre région (<a href="https://www.defenseurdesdroits.fr/saisir/delegues">liste des délégués</a>)\u00a0;</li>
<li>envoyer un courrier, sans timbre\u00a0: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.</li>
</ul>`
}
