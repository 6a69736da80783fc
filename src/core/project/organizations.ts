import { type Item, listOf, textOf } from '../schema/instance.ts';
import { foldName } from '../text/names.ts';

/** An organization as a register lists it. */
export interface Organization {
  readonly name: string;
  readonly short: string | undefined;
  readonly aliases: readonly string[];
  readonly id: string | undefined;
  readonly kind: string | undefined;
  readonly parent: string | undefined;
  readonly members: readonly string[];
  /** The first and the last day of the name, as written. */
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
  readonly successor: string | undefined;
}

/** Names of groups that no register lists: 各街道, 区直各部门, 有关单位, 区财政局等, all departments. */
const groupName =
  /^(?:各|有关|相关|其他|全区|全市|全县|全体)|(?:各(?:部门|单位|镇街|街道|镇|乡|科室|社区|村|县区|市直|区直).*|有关(?:部门|单位)|相关(?:部门|单位)|成员单位|等(?:部门|单位)?)$|^(?:all|relevant|other|each|every|participating|member)\b/iu;

/** Reads an organization from an item; undefined without a name. */
export function readOrganization(item: Item): Organization | undefined {
  const name = textOf(item, 'name');
  if (!name) return undefined;
  return {
    name,
    short: textOf(item, 'short'),
    aliases: listOf(item, 'aliases').map((alias) => alias.text),
    id: textOf(item, 'id'),
    kind: textOf(item, 'kind'),
    parent: textOf(item, 'parent'),
    members: listOf(item, 'members').map((member) => member.text),
    validFrom: textOf(item, 'valid-from'),
    validTo: textOf(item, 'valid-to'),
    successor: textOf(item, 'successor'),
  };
}

/** The organizations that a project knows. */
export class OrganizationRegister {
  readonly organizations: readonly Organization[];
  readonly #byName = new Map<string, Organization>();

  constructor(organizations: readonly Organization[]) {
    this.organizations = organizations;
    for (const organization of organizations) {
      for (const name of namesOf(organization)) {
        const folded = foldName(name);
        if (!this.#byName.has(folded)) this.#byName.set(folded, organization);
      }
    }
  }

  /** The organization that goes by a name: its full name, short name, alias or id. */
  find(name: string): Organization | undefined {
    return this.#byName.get(foldName(name));
  }

  /** Whether a name, given folded as well, is registered or needs no entry: it names a group of organizations by a pattern. */
  knows(name: string, folded: string): boolean {
    return this.#byName.has(folded) || this.isGroup(name);
  }

  /** Whether a name is that of a group of organizations by a pattern (各街道, 有关单位), which no register lists. */
  isGroup(name: string): boolean {
    return groupName.test(name.trim());
  }

  /** This register and further organizations. */
  with(more: readonly Organization[]): OrganizationRegister {
    return more.length === 0 ? this : new OrganizationRegister([...this.organizations, ...more]);
  }
}

/** Every name of an organization, its full name first. */
export function namesOf({ name, short, aliases, id }: Organization): string[] {
  return [name, ...(short ? [short] : []), ...aliases, ...(id ? [id] : [])];
}
