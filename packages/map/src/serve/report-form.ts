import { DIFFICULTIES, type Difficulty, ROLES, type Role } from '@limpide/reports'
import { type Html, html } from './html.ts'

/** What a person wrote in the form, as it came. */
export interface FormValues {
  readonly reference: string
  readonly difficulties: readonly Difficulty[]
  readonly comment: string
  readonly suggestion: string
  readonly role: Role | undefined
  /** The masked text of a page that was joined. */
  readonly attachment: string
  readonly isConsenting: boolean
}

export const EMPTY: FormValues = {
  reference: '',
  difficulties: [],
  comment: '',
  suggestion: '',
  role: undefined,
  attachment: '',
  isConsenting: false,
}

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  usager: 'La personne qui a reçu le document',
  aidant: 'Une personne qui l’aide',
  agent: 'Un agent du service',
  association: 'Une association',
}

const DIFFICULTY_LABELS: Readonly<Record<Difficulty, string>> = {
  mots: 'Les mots',
  phrases: 'Les phrases',
  'trop-long': 'C’est trop long',
  'que-faire': 'Je ne sais pas quoi faire',
  'mise-en-page': 'La mise en page (taille, couleurs, tableaux…)',
  autre: 'Autre chose',
}

/** The most signs a text of the form may hold. */
export const MOST = { reference: 200, comment: 4_000, suggestion: 4_000 } as const

/** What is missing from a form, by the id of its field, in the order of the page. */
export function faultsOf(values: FormValues): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  const tooLong = (id: string, text: string, most: number): void => {
    if (text.length > most) faults.set(id, `Ce texte a ${text.length} signes. Le plus long possible en a ${most}.`)
  }
  if (values.reference === '' && values.attachment === '')
    faults.set('reference', 'Dites de quel document il s’agit, ou joignez-le.')
  tooLong('reference', values.reference, MOST.reference)
  if (values.difficulties.length === 0 && values.comment === '' && values.suggestion === '')
    faults.set('difficultes', 'Choisissez au moins une difficulté, ou écrivez-la avec vos mots.')
  tooLong('commentaire', values.comment, MOST.comment)
  tooLong('suggestion', values.suggestion, MOST.suggestion)
  if (!values.isConsenting) faults.set('accord', 'Cochez la case pour que nous puissions garder votre signalement.')
  return faults
}

/** What is wrong with a form as a whole; the reader begins there. */
export function alert(said: Html | string): Html {
  return html`<div class="wrong" role="alert" tabindex="-1" autofocus>${said}</div>`
}

/** The form, with what was already written, what is missing by field, and what is wrong with the whole. */
export function formPage(
  values: FormValues,
  faults: ReadonlyMap<string, string>,
  key: string,
  wrong: string | undefined = undefined,
): Html {
  const fault = (id: string): Html | false => {
    const said = faults.get(id)
    return said !== undefined && html`<span class="wrong hint" id="faute-${id}">${said}</span>`
  }
  const described = (id: string, ...hints: readonly string[]): Html | false => {
    const by = [...hints, ...(faults.has(id) ? [`faute-${id}`] : [])]
    return by.length > 0 && html` aria-describedby="${by.join(' ')}"`
  }
  const invalid = (id: string): Html | false => faults.has(id) && html` aria-invalid="true"`
  return html`
${wrong !== undefined && alert(wrong)}
${
  faults.size > 0 &&
  alert(html`<p>${faults.size === 1 ? 'Une réponse est à revoir' : `${faults.size} réponses sont à revoir`}\u00a0:</p>
<ul>${[...faults].map(([id, said]) => html`<li><a href="#${id}">${said}</a></li>`)}</ul>`)
}
<p>Une lettre, un courriel ou un formulaire est difficile à comprendre\u00a0? Dites-le-nous. Cela prend deux minutes, et cela nous aide à le réécrire.</p>
<p>Nous ne répondons pas ici aux questions sur votre dossier. N’écrivez ni votre nom, ni votre numéro de dossier.</p>
<form method="post" action="/signaler" enctype="multipart/form-data">
<input type="hidden" name="cle" value="${key}">
<label class="field" for="reference">Quel document\u00a0?</label>
<span class="hint" id="aide-reference">Sa référence, souvent en haut ou en bas de la page. Sinon, son titre.</span>
${fault('reference')}
<input type="text" id="reference" name="reference" maxlength="${MOST.reference}" value="${values.reference}" autocomplete="off"${described('reference', 'aide-reference')}${invalid('reference')}>
<label class="field" for="fichier">Ou joignez-le</label>
<span class="hint" id="aide-fichier">Nous en gardons le texte, sans vos données personnelles. Le fichier est effacé aussitôt lu.</span>
<input type="file" id="fichier" name="fichier" aria-describedby="aide-fichier">
${values.attachment !== '' && html`<input type="hidden" name="texte" value="${values.attachment}"><p class="hint">Le document est bien reçu.</p>`}
<fieldset id="difficultes" tabindex="-1"${described('difficultes')}>
<legend>Qu’est-ce qui est difficile\u00a0?</legend>
${fault('difficultes')}
${DIFFICULTIES.map(
  ({ id }) =>
    html`<label class="choice"><input type="checkbox" name="difficultes" value="${id}"${values.difficulties.includes(id) && html` checked`}> <span>${DIFFICULTY_LABELS[id]}</span></label>`,
)}
</fieldset>
<label class="field" for="commentaire">Avec vos mots</label>
<span class="hint" id="aide-commentaire">Par exemple\u00a0: le mot ou la phrase que vous n’avez pas compris.</span>
${fault('commentaire')}
<textarea id="commentaire" name="commentaire" rows="5" maxlength="${MOST.comment}"${described('commentaire', 'aide-commentaire')}${invalid('commentaire')}>${values.comment}</textarea>
<label class="field" for="suggestion">Qu’est-ce qui vous aiderait\u00a0?</label>
${fault('suggestion')}
<textarea id="suggestion" name="suggestion" rows="3" maxlength="${MOST.suggestion}"${described('suggestion')}${invalid('suggestion')}>${values.suggestion}</textarea>
<fieldset>
<legend>Vous êtes</legend>
${ROLES.map(
  (role) =>
    html`<label class="choice"><input type="radio" name="role" value="${role}"${(values.role ?? 'usager') === role && html` checked`}> <span>${ROLE_LABELS[role]}</span></label>`,
)}
</fieldset>
<p class="trap" aria-hidden="true"><label for="site">Ne remplissez pas ce champ</label><input type="text" id="site" name="site" tabindex="-1" autocomplete="off"></p>
${fault('accord')}
<label class="choice"><input type="checkbox" id="accord" name="accord" value="oui"${values.isConsenting && html` checked`}${described('accord')}${invalid('accord')}> <span>J’accepte que ce signalement soit gardé, sans mes données personnelles, pour améliorer ce document.</span></label>
<button type="submit">Relire avant d’envoyer</button>
</form>`
}

/** What will be kept, to be read before it is sent. */
export function confirmPage(values: FormValues, maskedCount: number, key: string): Html {
  const said = (name: string, text: string): Html | false =>
    text !== '' && html`<h2>${name}</h2><p class="said">${text}</p>`
  return html`
<p>Voici ce que nous garderons. ${
    maskedCount > 0
      ? 'Nous avons caché ce qui ressemble à une donnée personnelle\u00a0: c’est écrit entre crochets.'
      : 'Nous n’y avons pas trouvé de donnée personnelle.'
  }</p>
${said('Le document', values.reference)}
${values.attachment !== '' && html`<details><summary>Le texte du document joint</summary><p class="said">${values.attachment}</p></details>`}
${said('Ce qui est difficile', values.difficulties.map((id) => DIFFICULTY_LABELS[id]).join('\n'))}
${said('Avec vos mots', values.comment)}
${said('Ce qui vous aiderait', values.suggestion)}
${said('Vous êtes', ROLE_LABELS[values.role ?? 'usager'])}
<form method="post" action="/signaler">
<input type="hidden" name="cle" value="${key}">
<input type="hidden" name="reference" value="${values.reference}">
<input type="hidden" name="texte" value="${values.attachment}">
${values.difficulties.map((id) => html`<input type="hidden" name="difficultes" value="${id}">`)}
<input type="hidden" name="commentaire" value="${values.comment}">
<input type="hidden" name="suggestion" value="${values.suggestion}">
<input type="hidden" name="role" value="${values.role ?? 'usager'}">
<input type="hidden" name="accord" value="oui">
<button type="submit" name="etape" value="envoyer">Envoyer</button>
<button type="submit" name="etape" value="modifier" class="second">Modifier</button>
</form>`
}

/** Reads the fields of the form; what is no choice of ours is left out. */
export function readForm(fields: Readonly<Record<string, readonly string[]>>): FormValues {
  const one = (name: string): string => (fields[name]?.[0] ?? '').replace(/\r\n?/g, '\n').trim()
  const chosen = fields.difficultes ?? []
  return {
    reference: one('reference'),
    difficulties: DIFFICULTIES.map(({ id }) => id).filter((id) => chosen.includes(id)),
    comment: one('commentaire'),
    suggestion: one('suggestion'),
    role: ROLES.find((role) => role === one('role')),
    attachment: one('texte'),
    isConsenting: one('accord') === 'oui',
  }
}
