import { Html, html } from '../serve/html.ts'
import { BAND_LINES, BAND_SOURCES, precisions, WHY_SO_MANY, WORKS } from './advice.ts'
import { CLOZE, type Cloze } from './cloze.ts'
import { type Kit, type KitBlock, shapeOf } from './kit.ts'
import { KIT_STYLE } from './kit-style.ts'
import { titlesFor } from './read-results.ts'
import { PEOPLE } from './results.ts'
import { METHOD } from './say-results.ts'

export interface KitPageOptions {
  /** The style in the page, or in a file that the site serves. */
  readonly style: { readonly kind: 'inside' } | { readonly kind: 'beside'; readonly href: string }
  /** Who organises the test. */
  readonly service?: string
  /** Back to the site, where there is one. */
  readonly back?: { readonly href: string; readonly label: string }
}

const TEAM = 'Pour l’équipe'
const READER = 'Pour la personne qui lit'

/** The kit as one page to print, each sheet on its own paper. */
export function kitPage(kit: Kit, { style, service, back }: KitPageOptions): string {
  const head =
    style.kind === 'inside'
      ? html`<style>${new Html(KIT_STYLE)}</style>`
      : html`<link rel="stylesheet" href="${style.href}">`
  return `<!doctype html>
${html`<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Kit de test auprès d’usagers – ${kit.title}</title>
${head}
</head>
<body>
<main>
<h1>Kit de test\u00a0: ${kit.title}</h1>
<div class="screen"><p>Imprimez cette page (Ctrl + P ou Cmd + P), sur du papier A4. Chaque feuille commence sur une nouvelle page.</p>${
  back !== undefined && html`<p><a href="${back.href}">${back.label}</a></p>`
}</div>
${guide(kit)}
${consent(kit, service)}
${kit.cloze && clozeSheet(kit, kit.cloze)}
${highlightSheet(kit)}
${questionSheet(kit)}
${kit.cloze && keySheet(kit, kit.cloze)}
${countSheet(kit)}
${answerSheet(kit)}
${resultSheet(kit)}
${readingSheet(kit)}
</main>
</body>
</html>`}
`
}

function sheet(kit: Kit, who: string, title: string, body: Html): Html {
  return html`<section class="sheet" aria-label="${title}">
<div class="top"><span class="who">${who}</span><span class="what">${kit.title}</span><span>Kit ${kit.code}</span></div>
<h2>${title}</h2>
${body}
</section>`
}

function guide(kit: Kit): Html {
  const tests = [
    ...(kit.cloze === undefined ? [] : [{ name: 'Le texte à trous', minutes: 20 }]),
    { name: 'Le surligneur', minutes: 10 },
    { name: 'Les cinq questions', minutes: 10 },
  ]
  return sheet(
    kit,
    TEAM,
    'Essayer une lettre auprès d’usagers',
    html`<div class="guide"><p>Ce kit dit si les gens comprennent «\u00a0${kit.title}\u00a0». Il sert avant de publier. C’est le texte que vous essayez, jamais la personne.</p>
${
  kit.clozeLack !== undefined &&
  html`<p class="box"><strong>Pas de texte à trous dans ce kit.</strong> Il faut ${kit.clozeLack.needed} mots à compter, et ce texte en a ${kit.clozeLack.words}. Les deux autres tests suffisent pour un texte court.</p>`
}
<h3>Combien de personnes\u00a0?</h3>
<p><strong>${PEOPLE.few} au moins, ${PEOPLE.some} si vous voulez annoncer un score.</strong></p>
<ul>${WHY_SO_MANY.map((why) => html`<li>${why}</li>`)}${
      kit.cloze !== undefined &&
      html`<li>Le score moyen est connu à ${precisions().map(
        ({ people, points }, i, all) =>
          html`${i === 0 ? '' : i === all.length - 1 ? ' et ' : ', '}${points} points près avec ${people} personnes`,
      )}. Ce calcul suppose des scores qui varient de 15 points d’une personne à l’autre.</li>`
    }</ul>
<p>Choisissez des personnes qui reçoivent vraiment ce document. Invitez au moins deux personnes qui lisent avec peine. N’invitez ni agents, ni proches de l’équipe.</p>
<h3>Le déroulement, personne par personne</h3>
<ol>
<li>Donnez un numéro à la personne. Ne notez jamais son nom.</li>
<li>Lisez avec elle la feuille «\u00a0Information et accord\u00a0». Elle la garde. Cochez son accord sur la feuille de résultats.</li>
${tests.map(({ name, minutes }, i) => html`<li>${name}\u00a0: environ ${minutes} minutes. ${i === 0 && kit.cloze !== undefined && 'Toujours en premier\u00a0: qui a déjà lu la lettre retrouve mieux les mots.'}</li>`)}
<li>Remerciez la personne. Demandez-lui ce qui l’a gênée. Notez ses mots, sans rien qui la désigne.</li>
</ol>
<p>Pour les questions, donnez la vraie lettre imprimée, avec un faux nom et une fausse adresse\u00a0: sa mise en page compte aussi.</p>
<h3>Ce que vous ne faites pas</h3>
<ul>
<li>N’aidez pas, n’expliquez pas un mot, ne dites pas si c’est juste. Dites\u00a0: «\u00a0Faites comme si j’étais absent.\u00a0»</li>
<li>Ne chronométrez pas. Arrêtez dès que la personne le souhaite.</li>
<li>Ne corrigez pas l’orthographe\u00a0: elle ne compte pas.</li>
</ul>
<h3>Après</h3>
<p>Comptez avec les feuilles de l’équipe. Saisissez les comptes sur le site (page «\u00a0Tests auprès d’usagers\u00a0») ou dans un fichier CSV. Puis détruisez les feuilles remplies.</p></div>`,
  )
}

function consent(kit: Kit, service: string | undefined): Html {
  const organiser = service === undefined ? html`<span class="fill"></span>` : html`«\u00a0${service}\u00a0»`
  return sheet(
    kit,
    READER,
    'Information et accord',
    html`<div class="read">
<p>Bonjour,</p>
<p>Le service ${organiser} veut savoir si une lettre est facile à comprendre. Vous pouvez nous aider. Vous lisez, vous écrivez. Nous regardons ensuite ce qui n’est pas clair <strong>dans la lettre</strong>. Ce n’est pas un examen.</p>
<h3>Vous êtes libre</h3>
<ul>
<li>Vous participez si vous le voulez.</li>
<li>Vous pouvez arrêter à tout moment, sans dire pourquoi.</li>
<li>Cela ne change rien à votre dossier, ni à vos droits.</li>
</ul>
<h3>Ce que nous gardons</h3>
<ul>
<li>Le nombre de mots retrouvés, les réponses justes, les phrases que vous surlignez.</li>
<li>Un simple numéro à la place de votre nom.</li>
</ul>
<p>Ces comptes restent avec la lettre, pour comparer ses versions.</p>
<h3>Ce que nous ne gardons pas</h3>
<ul>
<li>Ni votre nom, ni votre âge, ni votre adresse. N’écrivez rien sur vous.</li>
<li>Ni image, ni son.</li>
<li>Vos feuilles\u00a0: nous les détruisons après avoir compté.</li>
</ul>
<p>Avant cela, vous pouvez demander à reprendre vos feuilles. Ensuite, rien ne permet plus de savoir lesquelles étaient les vôtres.</p>
<p>Une question sur ce test\u00a0? <span class="fill"></span></p>
<p>Une question sur vos données, ou une réclamation\u00a0? Écrivez à la personne du service chargée de protéger les données\u00a0: <span class="fill"></span>. Ou à la Commission nationale de l’informatique et des libertés (CNIL), sur cnil.fr.</p>
</div>
<div class="box"><p><strong>Gardez cette feuille.</strong> Si vous êtes d’accord, l’équipe coche une case à côté de votre numéro. Vous ne signez rien\u00a0: une signature donnerait votre nom.</p></div>`,
  )
}

function clozeSheet(kit: Kit, cloze: Cloze): Html {
  return sheet(
    kit,
    READER,
    'Le texte à trous',
    html`<div class="box"><p>Personne n°\u00a0<span class="fill short"></span></p>
<p>Des mots manquent dans ce texte. Écrivez <strong>un seul mot</strong> dans chaque trou\u00a0: celui que vous pensez être le bon. Tous les trous ont la même longueur, même pour un mot court.</p>
<p>Vous hésitez\u00a0? Écrivez ce qui vous vient, ou passez. L’orthographe ne compte pas. «\u00a0l’\u00a0», «\u00a0d’\u00a0» ou «\u00a0qu’\u00a0» est un mot. «\u00a0envoyez-nous\u00a0» est un seul mot.</p></div>
<div class="cloze">${cloze.blocks.map(
      ({ kind, pieces }) =>
        html`<p class="${kind}">${pieces.map((piece) =>
          piece.kind === 'text' ? lines(piece.text) : html`<span class="gap"><span>${piece.number}</span></span>`,
        )}</p>`,
    )}</div>`,
  )
}

function highlightSheet(kit: Kit): Html {
  return sheet(
    kit,
    READER,
    'Le surligneur',
    html`<div class="box"><p>Personne n°\u00a0<span class="fill short"></span></p>
<ul><li>En <strong>vert</strong>\u00a0: ce qui est clair pour vous.</li><li>En <strong>orange</strong>\u00a0: ce qui n’est pas clair, ou ce qui vous inquiète.</li></ul>
<p>Surlignez autant que vous voulez\u00a0: un mot, une phrase, un paragraphe. Vous ne distinguez pas bien ces couleurs\u00a0? Soulignez ce qui est clair, entourez ce qui ne l’est pas.</p></div>
<div class="read wide-lines">${kit.blocks.map(readBlock)}</div>`,
  )
}

function readBlock({ kind, text }: KitBlock): Html {
  return html`<p class="${kind}">${lines(text)}</p>`
}

function questionSheet(kit: Kit): Html {
  return sheet(
    kit,
    READER,
    'Cinq questions',
    html`<div class="box"><p>Personne n°\u00a0<span class="fill short"></span></p>
<p>Gardez la lettre sous les yeux. Répondez avec vos mots, même en deux mots. Si la lettre ne le dit pas, ou si vous ne savez pas, écrivez-le\u00a0: c’est une réponse utile.</p></div>
<div>${kit.questions.map(
      ({ text }, i) =>
        html`<div class="question"><p>${i + 1}. ${text}</p><div class="line"></div><div class="line"></div><div class="line"></div></div>`,
    )}</div>`,
  )
}

function keySheet(kit: Kit, cloze: Cloze): Html {
  return sheet(
    kit,
    TEAM,
    'Corrigé du texte à trous',
    html`<p>${cloze.key.length} trous. La règle\u00a0: le titre et la première phrase restent entiers. Ensuite, un mot sur ${CLOZE.every} est retiré. Les nombres, les dates, les mois, les noms propres, les sigles et ce qui est entre crochets ne sont ni retirés ni comptés. ${
      cloze.isCut &&
      `Le test s’arrête à la fin de la phrase du ${CLOZE.gaps}e trou\u00a0: la lettre continue, mais cela suffit pour un score.`
    } ${
      cloze.key.length < CLOZE.gaps &&
      `Ce texte donne moins de ${CLOZE.gaps} trous\u00a0: son score est moins sûr, dites-le quand vous l’annoncez.`
    }</p>
<p><strong>Comptez juste</strong> le mot exact, même mal orthographié. Un autre mot, même bon, va dans la colonne «\u00a0synonymes\u00a0»\u00a0: l’équipe décide avant de compter lesquels elle accepte, et les écrit ici. Le score annoncé est celui des mots exacts.</p>
<ol class="key">${cloze.key.map((word, i) => html`<li><span class="rank">${i + 1}</span><span class="word">${word}</span><span class="other">………………</span></li>`)}</ol>`,
  )
}

function countSheet(kit: Kit): Html {
  return sheet(
    kit,
    TEAM,
    'Grille du surligneur',
    html`<p>Pour chaque personne, faites un trait par phrase où elle a mis de la couleur. Une phrase touchée par les deux couleurs compte dans les deux. Réécrivez d’abord les phrases qui ont le plus de traits orange.</p>
<table><thead><tr><th scope="col" class="small">N°</th><th scope="col">Phrase</th><th scope="col" class="count">Vert</th><th scope="col" class="count">Orange</th></tr></thead>
<tbody>${kit.sentences.map(({ number, text }) => html`<tr><th scope="row" class="small">${number}</th><td>${text}</td><td></td><td></td></tr>`)}</tbody></table>`,
  )
}

function answerSheet(kit: Kit): Html {
  return sheet(
    kit,
    TEAM,
    'Réponses attendues aux questions',
    html`<p>Limpide indique où la lettre répond. Vérifiez, puis écrivez <strong>avant le test</strong> ce qui compte comme juste. Vous pouvez changer une question\u00a0: gardez-en cinq, et les mêmes pour tous.</p>
<table><thead><tr><th scope="col">Question</th><th scope="col">Ce que dit la lettre</th><th scope="col">Est juste…</th></tr></thead>
<tbody>${kit.questions.map(
      ({ text, answer }, i) =>
        html`<tr><th scope="row" class="asked">${i + 1}. ${text}</th><td>${
          answer === undefined
            ? html`<strong>Limpide ne l’a pas trouvé.</strong> Si la lettre ne le dit pas, ajoutez-le à la lettre.`
            : html`«\u00a0${beginning(answer.text)}\u00a0»${answer.page !== undefined && ` (page ${answer.page})`}`
        }</td><td class="answer"></td></tr>`,
    )}</tbody></table>
<p class="note">Une réponse est juste si la personne saurait agir. Les mots de la lettre ne sont pas exigés. «\u00a0Je ne sais pas\u00a0» compte comme faux, et vous apprend autant.</p>`,
  )
}

/** Enough of a passage to find it in the letter, cut between two words. */
function beginning(text: string): string {
  const most = 180
  return text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most))} […]`
}

/** Rows of the sheet of results. */
const ROWS = 18

function resultSheet(kit: Kit): Html {
  const shape = shapeOf(kit)
  return sheet(
    kit,
    TEAM,
    'Feuille de résultats',
    html`<p>Une ligne par personne. Cochez «\u00a0accord\u00a0» quand elle a lu ou entendu la feuille d’information et qu’elle accepte. Pour les questions\u00a0: O pour juste, N pour faux.</p>
<table class="results"><thead><tr><th scope="col">Personne</th><th scope="col">Accord</th>${
      kit.cloze !== undefined &&
      html`<th scope="col">Mots exacts (sur ${kit.cloze.key.length})</th><th scope="col">Synonymes</th>`
    }${kit.questions.map((_, i) => html`<th scope="col" class="small">Q${i + 1}</th>`)}<th scope="col" class="orange">Phrases en orange</th></tr></thead>
<tbody>${Array.from({ length: ROWS }, (_, i) => html`<tr><th scope="row">${i + 1}</th><td><span class="tick"></span></td>${kit.cloze !== undefined && html`<td></td><td></td>`}${kit.questions.map(() => html`<td></td>`)}<td></td></tr>`)}</tbody></table>
<h3>Dans un fichier CSV</h3>
<p class="note">Une ligne d’en-tête, puis une ligne par personne. Laissez vide ce qui n’a pas été fait\u00a0; écrivez 0 si la personne n’a rien mis en orange.</p>
<p class="note"><code>${titlesFor(shape).join(';')}<br>${kit.code};1;${kit.cloze === undefined ? ';;' : `${shape.gaps};31;4`};oui;oui;non;oui;oui;3 7</code></p>`,
  )
}

function readingSheet(kit: Kit): Html {
  return sheet(
    kit,
    TEAM,
    'Lire les résultats',
    html`${kit.cloze !== undefined && scale()}
<h3>Les questions et le surligneur</h3>
<p>Regardez chaque question à part. Une question que plusieurs personnes ratent désigne le passage à réécrire\u00a0: changez la lettre, pas la question. De même pour les phrases qui ont le plus de traits orange.</p>
<h3>La marge</h3>
<p>Limpide donne une marge autour de chaque nombre. Dix-neuf fois sur vingt, une telle marge contient le résultat de tout votre public. Avec moins de ${PEOPLE.few} personnes, il n’y a pas de marge\u00a0: c’est trop peu pour conclure.</p>
<p>La nouvelle version est mieux comprise quand toute la marge de la différence est au-dessus de zéro.</p>
${METHOD.map((method) => html`<p class="note">${method}</p>`)}
${kit.cloze !== undefined && html`<h3>Sources</h3><ul class="works">${WORKS.map((work) => html`<li>${work}</li>`)}</ul>`}`,
  )
}

/** How the mean score of a cloze test reads, and what that is worth. */
function scale(): Html {
  return html`<h3>Le score moyen du texte à trous</h3>
<table><thead><tr><th scope="col">Mots exacts</th><th scope="col">Ce que cela veut dire</th></tr></thead><tbody>${BAND_LINES.map(
    ({ score, meaning }) => html`<tr><th scope="row">${score}</th><td>${meaning}</td></tr>`,
  )}</tbody></table>
${BAND_SOURCES.map((source) => html`<p class="note">${source}</p>`)}`
}

/** A text with its line breaks; a line that an e-mail cut in the middle of a sentence goes on. */
function lines(text: string): Html {
  const whole = text.replace(/([\p{L}\p{N},’'])\n(?=[\p{Ll}\p{N}])/gu, '$1 ')
  return html`${whole.split('\n').map((line, i) => html`${i > 0 && new Html('<br>')}${line}`)}`
}
