/** Texts that share a key, by band: a bucket is one text, or several that are not alike. */
export interface Buckets {
  /** What is in a bucket: nothing, a text, or a list of them. */
  get(band: number, key: number): number | number[] | undefined
  /** Puts a text in a bucket beside what is there. */
  add(band: number, key: number, text: number): void
}

/** Empty buckets: twelve bytes each, and the lists of those that hold several texts. */
export function openBuckets(): Buckets {
  let keys = new Int32Array(1024)
  let bands = new Uint8Array(1024)
  /** Zero for none; a text counted from one; under zero, a list counted from one. */
  let values = new Int32Array(1024)
  let used = 0
  const lists: number[][] = []

  const place = (band: number, key: number): number => {
    const mask = keys.length - 1
    let at = mixed(band, key) >>> Math.clz32(mask)
    while (values[at] !== 0 && (keys[at] !== key || bands[at] !== band)) at = (at + 1) & mask
    return at
  }
  const grow = (): void => {
    const [beforeKeys, beforeBands, before] = [keys, bands, values]
    keys = new Int32Array(before.length * 2)
    bands = new Uint8Array(before.length * 2)
    values = new Int32Array(before.length * 2)
    for (let i = 0; i < before.length; i++) {
      if (before[i] === 0) continue
      const [band, key] = [beforeBands[i] ?? 0, beforeKeys[i] ?? 0]
      const at = place(band, key)
      keys[at] = key
      bands[at] = band
      values[at] = before[i] ?? 0
    }
  }

  return {
    get: (band, key) => {
      const value = values[place(band, key)] ?? 0
      if (value === 0) return undefined
      return value > 0 ? value - 1 : lists[-value - 1]
    },
    add: (band, key, text) => {
      let at = place(band, key)
      const value = values[at] ?? 0
      if (value < 0) {
        lists[-value - 1]?.push(text)
        return
      }
      if (value > 0) {
        lists.push([value - 1, text])
        values[at] = -lists.length
        return
      }
      used += 1
      if (used * 4 > keys.length * 3) {
        grow()
        at = place(band, key)
      }
      keys[at] = key
      bands[at] = band
      values[at] = text + 1
    },
  }
}

/** A key of a band as one number of 32 bits. */
export function mixed(band: number, key: number): number {
  return Math.imul(key ^ Math.imul(band + 1, 0x9e3779b1) ^ (key >>> 15), 0x85ebca6b)
}
