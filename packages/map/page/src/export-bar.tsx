import { usePage } from './context.ts'
import { type Grid, toCsv } from './grid.ts'
import { toWorkbook } from './workbook.ts'

/** The buttons that take away what a view shows: its table in two formats, its drawing when it has one, and its paper. */
export function ExportBar({
  name,
  grid,
  picture,
}: {
  /** « carte », « services »: the files are named after it and the day of the scan. */
  readonly name: string
  readonly grid?: () => Grid
  readonly picture?: () => HTMLCanvasElement
}) {
  const { data } = usePage()
  const file = `${name}-${data.generatedAt.slice(0, 10)}`
  return (
    <div class="table-actions">
      {grid ? (
        <>
          <button
            type="button"
            class="button"
            onClick={() => save(new Blob([toCsv(grid())], { type: 'text/csv;charset=utf-8' }), `${file}.csv`)}
          >
            Exporter en CSV
          </button>
          <button
            type="button"
            class="button"
            onClick={async () => save(await toWorkbook(grid(), name), `${file}.xlsx`)}
          >
            Exporter en Excel
          </button>
        </>
      ) : null}
      {picture ? (
        <button
          type="button"
          class="button"
          onClick={() =>
            picture().toBlob((blob) => {
              if (blob) save(blob, `${file}.png`)
            }, 'image/png')
          }
        >
          Enregistrer l’image (PNG)
        </button>
      ) : null}
      {grid ? (
        <button type="button" class="button" onClick={() => window.print()}>
          Imprimer
        </button>
      ) : null}
    </div>
  )
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
