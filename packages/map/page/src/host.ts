/** What a program that shows the page inside itself may offer: an editor opens the documents of the map. */
export interface Host {
  open(path: string): void
}

/** The program around the page; `undefined` in a browser. */
export function host(): Host | undefined {
  const found: unknown = Reflect.get(globalThis, 'limpideHost')
  return isHost(found) ? found : undefined
}

function isHost(found: unknown): found is Host {
  return typeof found === 'object' && found !== null && 'open' in found && typeof found.open === 'function'
}
