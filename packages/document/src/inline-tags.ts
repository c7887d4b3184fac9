/** How words are set apart inside a paragraph, by the name of an HTML tag. */
export const INLINE_TAGS: ReadonlyMap<string, 'strong' | 'emphasis' | 'underline' | 'delete'> = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'emphasis'],
  ['em', 'emphasis'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'delete'],
  ['strike', 'delete'],
  ['del', 'delete'],
] as const)
