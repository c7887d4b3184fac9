export * from './convert.ts'
export * from './languages.ts'
export * from './server.ts'
