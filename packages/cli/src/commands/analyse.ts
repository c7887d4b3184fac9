import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { problemOf } from '@limpide/library'
import { type DocumentView, guessZones, sharedLimpide, type TextFormat, type Token, toConllu } from 'limpide'
import { readBytes } from 'limpide/read'
import { EXIT } from '../exit.ts'
import { paint, tell, write } from '../print/output.ts'
import { readInput } from './session.ts'

/** Prints the sentences and the words of a file; gives the exit code. */
export async function analyse(
  file: string,
  { format, typeFichier }: { readonly format: 'conllu' | 'json' | 'text'; readonly typeFichier?: TextFormat },
): Promise<number> {
  const limpide = sharedLimpide()
  let view: DocumentView
  try {
    const bytes = file === '-' ? await readInput() : await readFile(file)
    const extension = typeFichier === undefined ? '' : `.${typeFichier}`
    view = limpide.view(await readBytes(bytes, { name: file === '-' ? `entree-standard${extension}` : basename(file) }))
  } catch (error) {
    const { code, what, fix } = problemOf(error)
    tell(`limpide\u00a0: ${file}\u00a0: ${what} ${fix}`)
    return code === 'fichier-introuvable' ? EXIT.usage : EXIT.partial
  }
  const blocks = view.blocks.filter((block) => block.sentences.length > 0)
  for (const block of blocks) {
    if (format === 'conllu')
      await write(toConllu(block.sentences, { prefix: `${block.index + 1}-`, newParagraph: true }))
    if (format === 'text') {
      for (const { text, tokens } of block.sentences) {
        await write(`${paint('bold', text.replace(/\s+/g, ' ').trim())}\n${tokens.map(said).join('\n')}\n\n`)
      }
    }
  }
  if (format === 'json') {
    const guesses = guessZones(view.document)
    const said = blocks.map(({ index, kind, zone, text, sentences }) => ({
      block: index,
      kind,
      zone,
      zoneConfidence: guesses[index]?.confidence ?? 0,
      text,
      sentences: sentences.map(({ start, end, wordCount, tokens }) => ({ start, end, wordCount, tokens })),
    }))
    await write(`${JSON.stringify({ type: view.type, words: view.wordCount, blocks: said }, null, 2)}\n`)
  }
  return EXIT.clear
}

function said({ text, upos, lemma, features }: Token): string {
  const morphology = Object.values(features)
    .filter((value) => value !== undefined)
    .join(' ')
  return `  ${text.replace(/\s+/g, ' ').padEnd(24)} ${upos.padEnd(6)} ${lemma.padEnd(20)} ${morphology}`.trimEnd()
}
