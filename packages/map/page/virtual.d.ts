/** packages/checker/METHODE.md, as text. */
declare module 'virtual:methode' {
  const text: string
  export default text
}
