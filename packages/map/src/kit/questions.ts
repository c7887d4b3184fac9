import type { Prose, ProseAnswer } from '@limpide/library'

export type QuestionId = ProseAnswer['question']

/** A question put to who read the document, with what the document answers. */
export interface Question {
  readonly id: QuestionId
  readonly text: string
  /** Where Limpide found the answer; the team writes it when there is none. */
  readonly answer?: ProseAnswer
}

const TEXTS: Readonly<Record<QuestionId, string>> = {
  qui: 'Qui vous écrit\u00a0?',
  pourquoi: 'Pourquoi vous écrit-on\u00a0?',
  quoi: 'Que devez-vous faire\u00a0?',
  quand: 'Avant quelle date devez-vous le faire\u00a0?',
  sinon: 'Que se passe-t-il si vous ne le faites pas\u00a0?',
  contact: 'Qui pouvez-vous appeler, ou à qui pouvez-vous écrire, si vous avez une question\u00a0?',
}

const QUESTION_IDS = ['qui', 'pourquoi', 'quoi', 'quand', 'sinon', 'contact'] as const satisfies readonly QuestionId[]

/** The five questions of a document: what happens otherwise where the document says it, else whom to contact. */
export function questionsFor({ answers }: Pick<Prose, 'answers'>): readonly Question[] {
  const last = answers.some(({ question }) => question === 'sinon') ? 'sinon' : 'contact'
  return (['qui', 'pourquoi', 'quoi', 'quand', last] as const).map((id) => {
    const answer = answers.find(({ question }) => question === id)
    return { id, text: TEXTS[id], ...(answer === undefined ? {} : { answer }) }
  })
}

/** A question by its name, as a store gives it. */
export function questionOf(id: unknown): QuestionId | undefined {
  return QUESTION_IDS.find((known) => known === id)
}
