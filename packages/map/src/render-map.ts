/** Where the page's template takes its data. */
const SLOT = '<script type="text/plain" id="donnees"></script>'

/** The page with its data: compressed, then in base64, whose letters can close no tag. */
export function fillTemplate(template: string, compressed: Uint8Array): string {
  const parts = template.split(SLOT)
  if (parts.length !== 2) throw new Error('the template of the map has no place for its data, or several')
  return `${parts[0]}${SLOT.replace('></', `>${toBase64(compressed)}</`)}${parts[1]}`
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}
