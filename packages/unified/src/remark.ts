export { remarkLimpide as default } from './index.ts'
