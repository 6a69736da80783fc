/** What is asked for at a cursor: loaded when somebody first asks. */
export { metricOffers } from '../values/metrics.ts';
export { organizationOffers } from '../values/organizations.ts';
export { complete } from './complete.ts';
export { definition } from './definition.ts';
export { hover } from './hover.ts';
