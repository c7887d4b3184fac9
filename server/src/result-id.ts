/**
 * A short name for a text under a configuration: two analyses with the same name are the same. Not a secret: a fast
 * hash of 53 bits (cyrb53, public domain).
 */
export function resultId(...parts: readonly string[]): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const code = part.charCodeAt(i)
      high = Math.imul(high ^ code, 2654435761)
      low = Math.imul(low ^ code, 1597334677)
    }
    // « ab », « c » is not « a », « bc ».
    high = Math.imul(high ^ 0x10000, 2654435761)
    low = Math.imul(low ^ part.length, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
