import type { Organization } from '../../project/organizations.ts';
import { readDate } from '../../quantity/date.ts';
import { foldName } from '../../text/names.ts';
import { type About, fileName, listed, row, rows, type Teller, termOf } from './about.ts';

interface Registered {
  readonly organization: Organization;
  /** The message that says where, with the name of the file. */
  readonly where: string;
}

/** What is known of the organization that goes by a name; undefined for one that nobody registered. */
export function aboutOrganization(teller: Teller, name: string): About | undefined {
  const { analysis, messages } = teller;
  const found = registered(teller, name);
  if (!found) {
    if (!analysis.organizations.isGroup(name)) return undefined;
    return { title: name, rows: [], notes: [messages.text('about.group')] };
  }
  const { organization, where } = found;
  const { short, aliases, kind, parent, members, validFrom, validTo, successor } = organization;
  const isGroup =
    analysis.project.vocabulary
      .entity('organization')
      .named('kind')
      ?.find(kind ?? '')?.name === 'group';
  const says = (key: string, text: string | undefined) => row(termOf(teller, `organization.${key}`), text);
  return {
    title: organization.name,
    rows: rows(
      says('short', short),
      says('aliases', listed(teller, aliases)),
      says('kind', kind),
      says('parent', parent),
      says('members', listed(teller, members)),
      says('valid-from', validFrom),
      says('valid-to', validTo),
      says('successor', successor),
      row(messages.text('about.registered'), where),
    ),
    notes: [...(isGroup ? [messages.text('about.group')] : []), ...validity(teller, organization)],
  };
}

/** What the file itself says goes first: it is what is being typed. */
function registered({ analysis, messages }: Teller, name: string): Registered | undefined {
  const folded = foldName(name);
  const own = analysis.facts.organizations.get(folded, undefined)[0];
  if (own) return { organization: own.organization, where: messages.text('about.here') };
  const project = analysis.project.organizations.find(name);
  if (project) return { organization: project, where: messages.text('about.project-file') };
  for (const { facts, path } of analysis.ledgers) {
    const listed = facts.organizations.get(folded, undefined)[0];
    if (listed) return { organization: listed.organization, where: fileName(path) };
  }
  return undefined;
}

/** Whether the name holds on the day that the report looks at. */
function validity({ analysis, messages }: Teller, { validFrom, validTo }: Organization): string[] {
  const from = readDate(validFrom ?? '', analysis.report.header.dates);
  const to = readDate(validTo ?? '', analysis.report.header.dates);
  const day = { day: analysis.asOf };
  if (to.kind === 'date' && to.last < analysis.asOf) return [messages.text('about.expired', day)];
  if (from.kind === 'date' && from.first > analysis.asOf) return [messages.text('about.not-yet', day)];
  return [];
}
