import type { Random } from './random.ts'

/** What each text format is made of: put in, taken out, repeated and nested at random. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  md: '# ## - 1. > >> ``` ~~~ ** __ * _ ` [ ] ( ) ![ ]( <https://exemple.fr> | |---| :-- --- === <!-- --> <div> </div> &amp; &#x0; \\ {{ }} {% %} \x24{ } [[ ]] « » %x% \t \n \n\n \u00a0 \u200b \ud800 😀 [^1] [^1]: [x]:'.split(
    ' ',
  ),
  html: '<p> </p> <div> </div> <table> <tr> <td> </td> </tr> </table> <ul> <li> <select> <option> <input> <label> <textarea> </textarea> <script> </script> <style> </style> <template> <svg> <math> <frameset> <br> <a href="x"> </a> <!-- --> <![CDATA[ ]]> &nbsp; &#0; &#x110000; style="font-size:1e99px;color:rgb(" {{ }} {% if %} <%= %> <mj-text> </html> </body> \ud800 \0'.split(
    ' ',
  ),
  txt: '. , ; : ! ? - – « » … …… ____ {{ }} <% %> % \x24{ } [[ ]] [NOM] «NOM» <<x>> \t \n \n\n \r \u2028 \ud800 \udc00 😀 \u200b \u00ad 1. a) • | ;'.split(
    ' ',
  ),
  csv: '; , \t " "" \n \r\n = "a;b" "a\nb'.split(' '),
  eml: 'Content-Type: Content-Transfer-Encoding: multipart/mixed multipart/alternative text/html text/plain message/rfc822 boundary= base64 quoted-printable charset=utf-7 charset=windows-1252 =?utf-8?b? ?= =?x?q? =E9 =\n \n\n -- --x-- Subject: From: To: <p> </p>'.split(
    ' ',
  ),
  rtf: "{ } \\ \\par \\pard \\b \\i0 \\ul \\u8217? \\u-1? \\'e9 \\uc0 \\uc99999 \\bin5 \\bin99999999 \\field \\fldinst \\fldrslt \\*\\ \\trowd \\cellx1000 \\cell \\row \\nesttableprops \\itap2 \\fonttbl \\f0 \\colortbl \\cf99 \\stylesheet \\s1 \\ls1 \\listtext \\footnote \\header \\info \\pict \\object \\shptxt \\fs-40 \\fs999999999 \\ansicpg932 \\mac \\htmlrtf \\htmltag".split(
    ' ',
  ),
  xml: '<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> </w:tc> </w:tr> </w:tbl> <w:fldChar w:fldCharType="begin"/> <w:fldChar w:fldCharType="separate"/> <w:fldChar w:fldCharType="end"/> <w:instrText>IF</w:instrText> <w:sdt> </w:sdt> <w:ins> </w:ins> <w:del> </w:del> <text:p> </text:p> <text:span> </text:span> <text:list> <text:list-item> </text:list> <table:table> </table:table> <table:table-cell table:number-columns-repeated="999999999"/> <text:s text:c="999999999"/> <text:note> <draw:frame> <draw:text-box> <c r="XFD1048576"> <v> </v> <row r="4294967296"> <![CDATA[ ]]> &amp; &#0; <!DOCTYPE a>'.split(
    ' ',
  ),
}

const PART = /<[^<>]*>|[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu

/** Changes a text by its parts: put in, taken out, repeated, moved. */
export function mutateTokens(text: string, words: readonly string[], random: Random, pattern = PART): string {
  const parts = text.split(/(?<=\n)/).length > 5_000 ? [text] : (text.match(pattern) ?? [])
  const kept: string[] = [...parts]
  const some = (): number => random.below(kept.length + 1)
  for (let change = 1 + random.below(12); change > 0; change -= 1) {
    switch (random.below(6)) {
      case 0:
        kept.splice(some(), 0, random.pick(words))
        break
      case 1:
        kept.splice(some(), 1 + random.below(20))
        break
      case 2:
        kept.splice(some(), 0, random.pick(words).repeat(1 + random.below(random.chance(0.1) ? 3_000 : 60)))
        break
      case 3:
        if (kept.length > 0) kept[random.below(kept.length)] = random.pick(words)
        break
      case 4: {
        const from = some()
        kept.splice(some(), 0, ...kept.slice(from, from + random.below(60)))
        break
      }
      default: {
        const one = random.pick(words) + random.pick(words)
        kept.splice(some(), 0, one.repeat(1 + random.below(200)))
      }
    }
  }
  return pattern === PART ? kept.join('') : kept.join(' ')
}

/** Changes bytes without knowing what they are: turned, cut, moved, or the numbers that lie in them made extreme. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const kept = Buffer.from(bytes)
  const kind = random.below(8)
  if (kind === 0) return kept.subarray(0, random.below(kept.length))
  if (kind === 1) {
    const at = random.below(kept.length)
    return Buffer.concat([kept.subarray(0, at), kept.subarray(at + random.below(600))])
  }
  if (kind === 2) {
    const [at, from] = [random.below(kept.length), random.below(kept.length)]
    return Buffer.concat([kept.subarray(0, at), kept.subarray(from, from + random.below(600)), kept.subarray(at)])
  }
  for (let change = 1 + random.below(kind === 3 ? 60 : 6); change > 0; change -= 1) {
    const at = random.below(Math.max(1, kept.length - 4))
    if (kind < 6 || kept.length < 8) kept[at] = random.below(256)
    else kept.writeUInt32LE(random.pick([0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff, random.below(kept.length)]), at)
  }
  return kept
}
