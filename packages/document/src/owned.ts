/**
 * The same characters in a text of their own. A slice holds the whole text it was cut from: what is remembered of a
 * page as it is typed must not hold one page a keystroke.
 */
export function owned(slice: string): string {
  // Joining is the one portable way to have the characters copied; a single piece would be given back as it is.
  return slice.length < 2 ? slice : [slice.slice(0, 1), slice.slice(1)].join('')
}
