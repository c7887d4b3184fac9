export * from 'limpide/record'
