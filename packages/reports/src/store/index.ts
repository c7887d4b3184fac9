export {
  ADDRESS_DAYS,
  createReportStore,
  type FileOfReports,
  type Found,
  type Imported,
  type JournalEntry,
  type KeptPriority,
  type KeptReport,
  type NewReport,
  type Purged,
  type ReportStore,
  saidOf,
} from './report-store.ts'
export { REPORTER_DAYS } from './reporters.ts'
export {
  CHANNELS,
  type Channel,
  ERASED_IN_TIME,
  REPORT_MIGRATIONS,
  REPORT_STATES,
  REPORT_VERSION,
  type ReportState,
  type ReportTables,
} from './schema.ts'
