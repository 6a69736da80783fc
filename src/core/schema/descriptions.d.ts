/** What our schemas say of their terms, taken out of them while bundling by `schemas/read.mjs`. */
declare module 'reportwright:descriptions' {
  const descriptions: Readonly<Record<string, import('./vocabulary.ts').Labels>>;
  export default descriptions;
}
