declare module '*.md' {
  const text: string;
  export default text;
}
declare module '*.yaml' {
  const text: string;
  export default text;
}
/** The texts of a folder's files by their paths, bundled with the tests. */
declare module 'sources:*' {
  const files: Readonly<Record<string, string>>;
  export default files;
}
declare module '@lhncbc/ucum-lhc';
declare module 'commonmark-spec' {
  const spec: { readonly tests: readonly { readonly markdown: string; readonly number: number }[] };
  export default spec;
}
