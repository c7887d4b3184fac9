import type { MapDetails, MapDocument, MapHead } from '../../src/data.ts'
import { OtherVersion, openMap } from '../../src/pack.ts'

/** What the page shows: everything but what sheets add, which is read when one opens. */
export interface PageData extends MapHead {
  readonly documents: readonly MapDocument[]
  details(id: number): Promise<MapDetails>
}

/** The data that the page carries, or why it cannot be read. */
export async function loadData(): Promise<PageData | string> {
  const source = document.getElementById('donnees')?.textContent?.trim() ?? ''
  if (source === '')
    return 'Cette page ne contient pas de données. Produisez-la avec la commande « limpide map … --sortie carte.html ».'
  if (typeof DecompressionStream === 'undefined')
    return 'Votre navigateur est trop ancien pour ouvrir cette carte. Une version de 2023 ou plus récente suffit.'
  try {
    const { head, documents, details } = await openMap(source)
    return { ...head, documents, details }
  } catch (error) {
    if (error instanceof OtherVersion)
      return 'Cette carte a été produite par une autre version de Limpide. Produisez-la de nouveau.'
    return 'Les données de cette carte sont abîmées : le fichier est sans doute incomplet. Demandez-en une nouvelle copie.'
  }
}
