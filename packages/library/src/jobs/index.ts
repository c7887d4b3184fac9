export { type BatchOptions, type JobQueue, openJobQueue } from './job-queue.ts'
export { type DistributedOptions, scanDistributed } from './scan-distributed.ts'
export { type Worked, type WorkOptions, work } from './work.ts'
