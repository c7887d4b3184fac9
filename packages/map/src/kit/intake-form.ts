import { type Html, html } from '../serve/html.ts'
import type { Kit } from './kit.ts'
import { type Entry, isBlank, type KitShape, readEntry } from './read-results.ts'
import type { Participant } from './results.ts'
import { questionSaid } from './say-results.ts'

/** Fields of a form, by name, in the order of the page. */
type Fields = Readonly<Record<string, readonly string[]>>

/** How many persons a form shows at first, and how many more are added at a time. */
export const LINES = { first: 8, more: 5, most: 60 } as const

/** What was written in the form of the results, person by person; blank lines are kept where they are. */
export function readIntake(fields: Fields, { questions }: Pick<KitShape, 'questions'>): readonly Entry[] {
  const at = (name: string, i: number): string => fields[name]?.[i] ?? ''
  const lines = Math.min(fields.orange?.length ?? 0, LINES.most)
  return Array.from({ length: lines }, (_, i) => ({
    exact: at('mots', i),
    synonyms: at('synonymes', i),
    answers: questions.map((_, question) => at(`q${question + 1}`, i)),
    unclear: at('orange', i),
  }))
}

/** The persons of a form and what cannot be read of them, by the rank of their line. */
export function participantsOf(
  entries: readonly Entry[],
  shape: KitShape,
): { readonly participants: readonly Participant[]; readonly faults: ReadonlyMap<number, readonly string[]> } {
  const participants: Participant[] = []
  const faults = new Map<number, readonly string[]>()
  for (const [i, entry] of entries.entries()) {
    if (isBlank(entry)) continue
    const { participant, wrong } = readEntry(entry, shape)
    if (wrong.length > 0) faults.set(i, wrong)
    else participants.push(participant)
  }
  return { participants, faults }
}

/** What the fields of someone already counted show. */
export function entryOf({ exact, synonyms, answers, unclear }: Participant): Entry {
  return {
    exact: exact === undefined ? '' : String(exact),
    synonyms: synonyms === undefined ? '' : String(synonyms),
    answers: answers.map((answer) => (answer === null ? '' : answer ? 'oui' : 'non')),
    unclear: unclear === undefined ? '' : unclear.length === 0 ? '0' : unclear.join(' '),
  }
}

export interface IntakeView {
  readonly kit: Kit
  readonly path: string
  readonly entries: readonly Entry[]
  readonly faults: ReadonlyMap<number, readonly string[]>
  /** The code that was written, and what is wrong with it. */
  readonly code: string
  readonly codeFault?: string
  readonly key: string
  /** True once the results were shown: they may be kept. */
  readonly mayKeep: boolean
}

/** The form of the results, one group of fields a person: no script, and a keyboard is enough. */
export function intakeForm({ kit, path, entries, faults, code, codeFault, key, mayKeep }: IntakeView): Html {
  const lines = Math.max(entries.length, LINES.first)
  return html`<form method="post" action="/tests/saisir" class="intake">
<input type="hidden" name="cle" value="${key}"><input type="hidden" name="chemin" value="${path}">
<label class="field" for="kit">Code du kit <span class="hint">Huit signes, en haut de chaque feuille imprimée. Il dit quel texte a été lu.</span></label>
${codeFault !== undefined && html`<p class="wrong" id="faute-kit">${codeFault}</p>`}
<input type="text" id="kit" name="kit" value="${code}" maxlength="8" size="10" autocomplete="off" required${codeFault !== undefined && html` aria-invalid="true" aria-describedby="faute-kit"`}>
<p>N’écrivez aucun nom. Laissez vide ce qui n’a pas été fait.</p>
${Array.from({ length: lines }, (_, i) => person(kit, i, entries[i], faults.get(i)))}
<button type="submit" name="etape" value="calculer"${mayKeep && html` class="second"`}>Voir les résultats</button>
${mayKeep && html`<button type="submit" name="etape" value="garder">Garder comme preuve du test</button>`}
${lines < LINES.most && html`<button type="submit" name="etape" value="ajouter" class="second">Ajouter ${LINES.more} personnes</button>`}
</form>`
}

function person(kit: Kit, i: number, entry: Entry | undefined, wrong: readonly string[] | undefined): Html {
  const described = wrong !== undefined && html` aria-describedby="faute-${i}"`
  const text = (name: string, label: string, value: string): Html =>
    html`<div><label for="${name}-${i}">${label}</label><input type="text" id="${name}-${i}" name="${name}" value="${value}" maxlength="200" autocomplete="off"${name !== 'orange' && html` inputmode="numeric"`}></div>`
  return html`<fieldset${described}><legend>Personne ${i + 1}</legend>
${wrong !== undefined && html`<p class="wrong" id="faute-${i}">${wrong.map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join('. ')}.</p>`}
<div class="person">
${kit.cloze !== undefined && html`${text('mots', `Mots exacts (sur ${kit.cloze.key.length})`, entry?.exact ?? '')}${text('synonymes', 'Synonymes acceptés', entry?.synonyms ?? '')}`}
${kit.questions.map(({ id }, question) => answer(i, question, questionSaid(id), entry?.answers[question] ?? ''))}
${text('orange', `Phrases en orange (numéros de 1 à ${kit.sentences.length}\u00a0; 0\u00a0: aucune)`, entry?.unclear ?? '')}
</div></fieldset>`
}

const ANSWERS = [
  ['', 'pas posée'],
  ['oui', 'juste'],
  ['non', 'faux'],
] as const

function answer(i: number, question: number, label: string, value: string): Html {
  const id = `q${question + 1}-${i}`
  return html`<div><label for="${id}">${question + 1}. ${label}</label><select id="${id}" name="q${question + 1}">${ANSWERS.map(
    ([said, shown]) => html`<option value="${said}"${said === value && html` selected`}>${shown}</option>`,
  )}</select></div>`
}
