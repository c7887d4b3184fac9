import { createPlugin, type LimpidePlugin } from './plugin.ts'

export type { LimpidePlugin, Options } from './plugin.ts'

/** The checks of Limpide on the Markdown of a remark pipeline. */
export const remarkLimpide: LimpidePlugin = createPlugin('md')

/** The checks of Limpide on the HTML of a rehype pipeline. */
export const rehypeLimpide: LimpidePlugin = createPlugin('html')

/** The checks of Limpide on the plain text of a retext pipeline. */
export const retextLimpide: LimpidePlugin = createPlugin('txt')
