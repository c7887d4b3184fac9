import { type Person, reaches } from '../serve/access.ts'
import { dayOf } from '../serve/day.ts'
import { type Html, html } from '../serve/html.ts'
import { anchor } from './feeds.ts'
import type { Overview } from './overview.ts'
import { PLAN_MOST } from './plan-sheet.ts'
import type { Card } from './plan-store.ts'
import type { PublicCard } from './public-card.ts'
import { sayCount, sayThemes } from './say-plan.ts'

/** What a person writes on a card. */
export interface CardWritten {
  readonly title: string
  readonly oldSentence: string
  readonly newSentence: string
  readonly verbatim: string
  readonly isCleared: boolean
}

/** Where the team writes a card, sees it as it will be read, publishes it or takes it back. */
export function cardForm({
  path,
  number,
  card,
  preview,
  heard,
  written,
  comments,
  person,
  key,
  wrong,
}: {
  readonly path: string
  readonly number: number
  readonly card: Card | undefined
  readonly preview: PublicCard | undefined
  readonly heard: { readonly reports: number; readonly themes: Readonly<Record<string, number>> }
  readonly written: CardWritten
  /** What users wrote, masked: the team may quote one sentence of it. */
  readonly comments: readonly string[]
  readonly person: Person
  readonly key: string
  readonly wrong?: string
}): Html {
  const isManager = reaches(person.role, 'responsable')
  const canWrite = card?.state !== 'publiee' || isManager
  const themes = sayThemes(heard.themes)
  const hidden = html`<input type="hidden" name="cle" value="${key}"><input type="hidden" name="chemin" value="${path}"><input type="hidden" name="version" value="${number}"><input type="hidden" name="lu" value="${card?.revision ?? 0}">`
  return html`
${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
<p>Cette carte dit à tous ce que les usagers ont signalé, et ce que vous avez changé. Elle ne nomme personne.</p>
<p>Ce que les usagers ont dit du texte d’avant\u00a0: ${heard.reports === 0 ? 'aucun signalement' : `${sayCount(heard.reports, 'signalement')}${themes === '' ? '' : `\u00a0: ${themes}`}`}.</p>
${
  canWrite &&
  html`<form method="post" action="/plan/carte">${hidden}
<label class="field" for="titre">Titre</label><input type="text" id="titre" name="titre" value="${written.title}" maxlength="${PLAN_MOST.reason}" required>
<label class="field" for="avant">Une phrase d’avant <span class="hint">Copiez-la dans l’ancien texte. Limpide y cache les données personnelles.</span></label><textarea id="avant" name="avant" rows="3" maxlength="${PLAN_MOST.sentence}">${written.oldSentence}</textarea>
<label class="field" for="maintenant">La même, maintenant</label><textarea id="maintenant" name="maintenant" rows="3" maxlength="${PLAN_MOST.sentence}">${written.newSentence}</textarea>
<fieldset><legend>Citer un usager (facultatif)</legend>
<label class="field" for="citation">Sa phrase</label><textarea id="citation" name="citation" rows="2" maxlength="${PLAN_MOST.sentence}" aria-describedby="aide-citation">${written.verbatim}</textarea>
<p class="hint" id="aide-citation">Copiez une phrase des signalements, telle quelle. Elle paraît seulement si vous cochez la case. Si son auteur efface son signalement, elle disparaît.</p>
<label class="choice"><input type="checkbox" name="accord" value="oui"${written.isCleared && html` checked`}> J’ai vérifié que rien, dans cette phrase, ne désigne une personne</label>
${comments.length > 0 && html`<details><summary>Lire ce que les usagers ont écrit</summary><ul>${comments.map((said) => html`<li class="path">${said}</li>`)}</ul></details>`}
</fieldset>
<button type="submit"${isManager && card !== undefined && html` class="second"`}>Enregistrer</button></form>`
}
${
  preview !== undefined &&
  html`<h2>Comme on la lira</h2>${publicArticle(preview, 3)}
<p>État\u00a0: ${card?.state === 'publiee' ? `publiée le ${dayOf(card.publishedOn ?? '')}` : card?.state === 'retiree' ? `retirée. Pourquoi\u00a0: ${card.withdrawnReason ?? ''}` : 'brouillon, lue par l’équipe seule'}.</p>`
}
${
  isManager &&
  card !== undefined &&
  (card.state === 'publiee'
    ? html`<h2>Retirer la carte</h2><form method="post" action="/plan/carte/retirer">${hidden}<label class="field" for="raison">Pourquoi\u00a0? <span class="hint">La carte quitte la page publique et les flux. Elle reste ici, avec cette raison.</span></label><input type="text" id="raison" name="raison" maxlength="${PLAN_MOST.reason}" required><button type="submit" class="second">Retirer</button></form>`
    : html`<form method="post" action="/plan/carte/publier">${hidden}<button type="submit">Publier cette carte</button></form>`)
}
<p><a href="/plan/document?chemin=${encodeURIComponent(path)}">Revenir au document</a></p>`
}

/** The services that have published something, for everyone. */
export function publicIndex(
  services: readonly { readonly address: string; readonly name: string; readonly cards: number }[],
  all: Overview | undefined,
): Html {
  return html`<p>Vous nous signalez des documents difficiles à comprendre. Nous les réécrivons. Voici ce qui a changé.</p>
${all !== undefined && overviewText(all)}
${
  services.length === 0
    ? html`<p>Rien n’est encore publié. <a href="/signaler">Signaler un document difficile</a></p>`
    : html`<ul>${services.map(({ address, name, cards }) => html`<li><a href="${address}">${name}</a>\u00a0: ${sayCount(cards, 'document réécrit', 'documents réécrits')}</li>`)}</ul>
<p><a href="/signaler">Signaler un document difficile</a></p>`
}`
}

/** What a service has rewritten, for everyone. */
export function publicPage(cards: readonly PublicCard[], all: Overview | undefined, address: string): Html {
  return html`<p>Vous nous signalez des documents difficiles à comprendre. Nous les réécrivons. Voici ce qui a changé.</p>
${all !== undefined && overviewText(all)}
${cards.length === 0 && html`<p>Rien n’est encore publié.</p>`}
${cards.map((card) => publicArticle(card, 2))}
<p><a href="/signaler">Signaler un document difficile</a></p>
<p>Suivre ces nouvelles\u00a0: <a href="${address}/flux.xml" type="application/rss+xml">flux RSS</a>, <a href="${address}/flux.json" type="application/feed+json">flux JSON</a>.</p>`
}

function overviewText({ rewritten, before, after }: Overview): Html {
  return html`<p>${sayCount(rewritten, 'document réécrit', 'documents réécrits')}.${
    before !== null &&
    after !== null &&
    ` Note médiane\u00a0: ${Math.round(before)} avant, ${Math.round(after)} maintenant, sur une échelle de 0 (clair) à 100 (très complexe).`
  }</p>`
}

function publicArticle(card: PublicCard, level: 2 | 3): Html {
  const id = anchor(card)
  const title = level === 2 ? html`<h2 id="${id}">${card.title}</h2>` : html`<h3 id="${id}">${card.title}</h3>`
  return html`<article class="card" aria-labelledby="${id}">${title}
${card.content}</article>`
}
