import type { MapData } from '../../src/data.ts'

/** The data that the page carries, or why it cannot be read. */
export async function loadData(): Promise<MapData | string> {
  const source = document.getElementById('donnees')?.textContent?.trim() ?? ''
  if (source === '')
    return 'Cette page ne contient pas de données. Produisez-la avec la commande « limpide scan … --sortie carte.html ».'
  if (typeof DecompressionStream === 'undefined')
    return 'Votre navigateur est trop ancien pour ouvrir cette carte. Une version de 2023 ou plus récente suffit.'
  const binary = atob(source)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    const data: MapData = JSON.parse(await new Response(stream).text())
    if (data.format !== 1)
      return 'Cette carte a été produite par une autre version de Limpide. Produisez-la de nouveau.'
    return data
  } catch {
    return 'Les données de cette carte sont abîmées : le fichier est sans doute incomplet. Demandez-en une nouvelle copie.'
  }
}
