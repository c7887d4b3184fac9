export { retextLimpide as default } from './index.ts'
