declare module '@tesseract.js-data/fra' {
  const data: { readonly code: string; readonly gzip: boolean; readonly langPath: string }
  export default data
}
