import schema from '@limpide/checker/schema' with { type: 'json' }

/** The JSON schema of `limpide.yml`, as a file to put beside it: editors complete and check from it, offline. */
export const CONFIG_SCHEMA = `${JSON.stringify(schema, undefined, 1)}\n`
