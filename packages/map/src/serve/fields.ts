import type { FastifyRequest } from 'fastify'

/** The fields of a form, by name; several values of one name are all kept. */
export type Fields = Readonly<Record<string, readonly string[]>>

/** A file sent with a form. */
export interface SentFile {
  readonly bytes: Uint8Array
  readonly name: string
}

/** The fields of a body already read. */
export function fieldsOf(body: unknown): Fields {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string'),
    ]),
  )
}

/** The fields and the file of a form; the file's name tells its format and nothing else: no path is ever made of it. */
export async function partsOf(request: FastifyRequest): Promise<{ fields: Fields; file: SentFile | undefined }> {
  if (!request.isMultipart()) return { fields: fieldsOf(request.body), file: undefined }
  const fields: Record<string, string[]> = {}
  let file: SentFile | undefined
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer()
        if (bytes.length > 0) file = { bytes, name: part.filename }
      } else if (typeof part.value === 'string')
        fields[part.fieldname] = [...(fields[part.fieldname] ?? []), part.value]
    }
  } catch (error) {
    // A form cut on its way, or that is none, is the sender's: the parser does not say so.
    if (error instanceof Error && !('statusCode' in error)) throw Object.assign(error, { statusCode: 400 })
    throw error
  }
  return { fields, file }
}
