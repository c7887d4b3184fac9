/// <reference lib="webworker" />
// Reads one docx, odt or pdf in a worker of its own, which the server ends with it.
import type { Problem } from 'limpide'
import type { FileRead, FileToRead } from '../host.ts'
import { readFile } from '../read-file.ts'

/** The first bytes of the containers of old Office files. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

const OLD: Problem = {
  code: 'format-ancien',
  what: 'Dans un navigateur, les anciens fichiers de Word et d’Outlook (doc, msg) ne sont pas lus.',
  fix: 'Enregistrez celui-ci au format docx ou eml, ou ouvrez-le dans un éditeur installé sur votre ordinateur.',
}

// The answer goes by a way of its own: pdf.js, once loaded in a worker, speaks on the usual one.
self.onmessage = ({ data, ports: [way] }: MessageEvent<FileToRead>) => {
  void answer(data).then((found) => way?.postMessage(found))
}

async function answer({ name, bytes = new Uint8Array() }: FileToRead): Promise<FileRead> {
  if (OLE.every((byte, rank) => bytes[rank] === byte)) return { problem: OLD }
  return readFile(name, async () => bytes)
}
