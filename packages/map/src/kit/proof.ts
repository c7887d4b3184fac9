import { type QuestionId, questionOf } from './questions.ts'
import { type Participant, summarise, type TestResults } from './results.ts'
import { sayProof } from './say-results.ts'

/** The proof of the step « test usagers », as the action plan keeps it: counts, and no text. */
export interface TestProof {
  readonly kind: 'test-usagers'
  readonly summary: string
  readonly participants: number
  readonly data: TestResults
}

/** The proof that some results are. */
export function proofOf(results: TestResults): TestProof {
  const summary = summarise(results)
  return { kind: 'test-usagers', summary: sayProof(results, summary), participants: summary.people, data: results }
}

/** The results in the data of a proof; `undefined` for the proof of something else, or one written by hand. */
export function resultsOf(data: unknown): TestResults | undefined {
  if (!isRecord(data)) return undefined
  const { code, gaps, sentences, questions, participants } = data
  if (typeof code !== 'string' || !isCount(gaps) || !isCount(sentences)) return undefined
  if (!Array.isArray(questions) || !Array.isArray(participants)) return undefined
  const known = questions.flatMap((id): readonly QuestionId[] => {
    const found = questionOf(id)
    return found === undefined ? [] : [found]
  })
  const people = participants.flatMap((one): readonly Participant[] => participantOf(one) ?? [])
  return known.length === questions.length && people.length === participants.length
    ? { code, gaps, sentences, questions: known, participants: people }
    : undefined
}

function participantOf(data: unknown): [Participant] | undefined {
  if (!isRecord(data) || !Array.isArray(data.answers)) return undefined
  const { exact, synonyms, unclear } = data
  return [
    {
      ...(isCount(exact) ? { exact } : {}),
      ...(isCount(synonyms) ? { synonyms } : {}),
      answers: data.answers.map((answer: unknown) => (typeof answer === 'boolean' ? answer : null)),
      ...(Array.isArray(unclear) ? { unclear: unclear.filter(isCount) } : {}),
    },
  ]
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}
