export { type Answer, answersIn, QUESTIONS, type QuestionId } from './engagements/said/answers.ts'
export { RULES } from './index.generated.ts'

/** Scores and baselines made with different versions of the rules do not compare. */
export const RULES_VERSION = '1.4'
