import type { Analysis } from '../analysis.ts';
import { namesOf } from '../project/organizations.ts';
import { type Finder, finder } from './offer.ts';

/** The organizations that a report can name; a short name is found as well and its full name written. */
export function organizationOffers({ organizations }: Pick<Analysis, 'organizations'>): Finder {
  return finder(
    organizations.organizations.map((organization) => ({
      item: {
        kind: 'organization',
        label: organization.name,
        insert: organization.name,
        detail: organization.short ?? organization.parent,
        documentation: organization.aliases.length > 0 ? organization.aliases.join('、') : undefined,
      },
      names: namesOf(organization),
    })),
  );
}
