/** More signs than this between two blank lines are no letter: a long table has a few hundred. */
const MOST_SIGNS = 1_500
/** What the parser looks back from: emphasis, ends of links, comments, titles underlined; or where it starts anew. */
const SIGNS = /\n[=-]+[ \t]*(?=\r?\n|$)|\n[ \t]*(?=\r?\n|[|>+-]|\*[ \t]|\d{1,9}[.)][ \t])|\*+|_+|~+|\]|<!--/g
const BETWEEN = /^\n[ \t]*$/

/**
 * True where the Markdown parser would look back over thousands of signs at each sign: « *a_*a_… » of 100 KB on one line
 * would cost it a minute. Rows of tables and items, which it reads one by one, are counted one by one.
 */
export function isCostly(masked: string): boolean {
  // A blank line starts the count anew: only stretches that are long enough to hold so many signs are looked at.
  for (let at = 0; masked.length - at > MOST_SIGNS; ) {
    const blank = masked.indexOf('\n\n', at)
    const end = blank === -1 ? masked.length : blank + 2
    if (end - at > MOST_SIGNS && hasManySigns(masked.slice(at, end))) return true
    // The line end that follows the blank line belongs to what it opens: « \n- ».
    at = blank === -1 ? end : blank + 1
  }
  return false
}

function hasManySigns(masked: string): boolean {
  let signs = 0
  for (const [found] of masked.matchAll(SIGNS)) {
    signs = BETWEEN.test(found) ? 0 : signs + 1
    if (signs > MOST_SIGNS) return true
  }
  return false
}
