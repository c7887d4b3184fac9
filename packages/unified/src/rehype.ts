export { rehypeLimpide as default } from './index.ts'
