/** HTML that is safe to show: everything in it came from {@link element} or was escaped. */
export class Markup {
  readonly html: string;

  private constructor(html: string) {
    this.html = html;
  }

  /** Takes HTML that a renderer escaped itself. Never give it a text of a report. */
  static escaped(html: string): Markup {
    return new Markup(html);
  }

  /** Several pieces as one. */
  static of(...children: readonly Child[]): Markup {
    return new Markup(allOf(children));
  }
}

/** What stands in an element: text is escaped, nothing is left out. */
export type Child = Markup | string | number | undefined | false | readonly Child[];

/** The elements of our pages. There is none that runs or loads anything. */
export type Tag =
  | 'a'
  | 'article'
  | 'caption'
  | 'code'
  | 'dd'
  | 'div'
  | 'dl'
  | 'dt'
  | 'footer'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'header'
  | 'li'
  | 'main'
  | 'mark'
  | 'p'
  | 'pre'
  | 'section'
  | 'span'
  | 'strong'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'time'
  | 'tr'
  | 'ul';

/** The attributes of our pages. There is no `style` and no handler: the page's policy allows neither. */
export interface Attributes {
  readonly class?: Classes;
  readonly title?: string | undefined;
  readonly id?: string;
  readonly role?: 'group' | 'note';
  readonly scope?: 'col' | 'row' | 'rowgroup';
  readonly colspan?: number;
  readonly tabindex?: 0 | undefined;
  readonly datetime?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
  /** The line, counted from the first one of the page's block. */
  readonly 'data-line'?: number | undefined;
  /** The document's block from whose first line `data-line` counts, where it is another one. */
  readonly 'data-block'?: string | undefined;
  /** The part of the page that this is, or belongs to. */
  readonly 'data-id'?: string | undefined;
  /** The part of the page whose own parts lie in this. */
  readonly 'data-parts'?: string | undefined;
}

/** Names of classes; what is false or absent is left out. */
export type Classes = string | undefined | readonly (string | false | undefined)[];

/** An element with its attributes and children; the one way to make markup. */
export function element(tag: Tag, attributes: Attributes, ...children: readonly Child[]): Markup {
  return Markup.escaped(`${opening(tag, attributes)}${allOf(children)}</${tag}>`);
}

/** Elements that are still open: further markup comes between the two halves. */
export interface Shell {
  readonly open: string;
  readonly close: string;
}

/** A shell in which nothing is to lie. */
export function closed(markup: Markup | undefined): Shell {
  return { open: markup?.html ?? '', close: '' };
}

/** An element whose last child is still open; without an `inner` one what is put in comes behind its other children. */
export function shell(
  tag: Tag,
  attributes: Attributes,
  children: readonly Child[] = [],
  inner: Shell = { open: '', close: '' },
): Shell {
  return {
    open: opening(tag, attributes) + allOf(children) + inner.open,
    close: `${inner.close}</${tag}>`,
  };
}

function opening(tag: Tag, attributes: Attributes): string {
  let open = tag as string;
  for (const name of Object.keys(attributes) as (keyof Attributes)[]) {
    const value: unknown = attributes[name];
    const written = Array.isArray(value) ? value.filter(Boolean).join(' ') : value;
    if (written === undefined || written === '') continue;
    open += ` ${name}="${typeof written === 'number' ? written : escapeHtml(String(written))}"`;
  }
  return `<${open}>`;
}

/** A text as HTML shows it, fit for contents and for quoted attributes alike. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => escapes[sign]!) : text;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function htmlOf(child: Child): string {
  if (child === undefined || child === false) return '';
  if (child instanceof Markup) return child.html;
  if (typeof child === 'string') return escapeHtml(child);
  return typeof child === 'number' ? String(child) : allOf(child);
}

function allOf(children: readonly Child[]): string {
  return children.length === 1 ? htmlOf(children[0]) : children.map(htmlOf).join('');
}
