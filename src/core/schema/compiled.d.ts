/** Validators compiled from `schemas/*.schema.json` while bundling, by `schemas/compile.mjs`. */
declare module 'reportwright:validators' {
  type ValidateFunction = import('./validators.ts').ValidateFunction;
  export const report: ValidateFunction;
  export const ledger: ValidateFunction;
  export const section: ValidateFunction;
  export const metric: ValidateFunction;
  export const task: ValidateFunction;
  export const milestone: ValidateFunction;
  export const organization: ValidateFunction;
  export const unit: ValidateFunction;
  export const project: ValidateFunction;
}
