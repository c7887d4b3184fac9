export { ANNOTATED, annotate, type Remark } from '@limpide/document/annotate'
