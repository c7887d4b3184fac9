export * from './plan-store.ts'
export { MEASURE, type Rate, type RateRatio, type Rates, rateRatio } from './rate-ratio.ts'
export { PLAN_MIGRATIONS, PLAN_VERSION, type PlanTables } from './schema.ts'
export { isOpen, MOVES, moveBetween, STEPS, type Step, stepLabel, stepOf } from './steps.ts'
