import type { Analysis } from '../analysis.ts';
import { namesOf } from '../project/organizations.ts';
import { type Finder, finder } from './offer.ts';

/** The organizations that a report can name; a short name is found as well and its full name written. */
export function organizationOffers({
  organizations,
  project,
  report,
}: Pick<Analysis, 'organizations' | 'project' | 'report'>): Finder {
  const entity = project.vocabulary.entity('organization');
  const { language } = report;
  const [colon, comma] = language === 'zh' ? ['：', '、'] : [': ', ', '];
  const line = (key: string, text: string | undefined): readonly string[] =>
    text ? [`${entity.named(key)!.labels[language]}${colon}${text}`] : [];
  return finder(
    organizations.organizations.map((organization) => {
      const { name, short, aliases, parent, successor } = organization;
      const about = [
        ...line('short', short),
        ...line('aliases', aliases.join(comma)),
        ...line('parent', parent),
        ...line('successor', successor),
      ];
      return {
        item: {
          kind: 'organization',
          label: name,
          insert: name,
          detail: short ?? parent,
          documentation: about.length > 0 ? [name, ...about].join('\n') : undefined,
        },
        names: namesOf(organization),
      };
    }),
  );
}
