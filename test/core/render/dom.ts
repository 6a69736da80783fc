/** The void elements that Markdown makes. */
const voids: ReadonlySet<string> = new Set(['br', 'hr']);

/**
 * As much of a browser's document as the page's script needs to take over what it is sent. It takes nothing that is not
 * closed as it was opened, so that it checks our HTML as well.
 */
export class FakeElement {
  readonly tag: string;
  readonly attributes = new Map<string, string>();
  readonly nodes: (FakeElement | string)[] = [];
  readonly content: FakeElement;
  readonly ownerDocument = { createElement: (tag: string) => new FakeElement(tag) };
  parentElement: FakeElement | null = null;
  /** How many elements were put in or taken out below any. */
  static changes = 0;

  constructor(tag: string) {
    this.tag = tag;
    this.content = tag === 'template' ? new FakeElement('#fragment') : this;
  }

  get dataset(): Record<string, string | undefined> {
    const entries = [...this.attributes].filter(([name]) => name.startsWith('data-'));
    return Object.fromEntries(entries.map(([name, value]) => [name.slice(5), value]));
  }

  get children(): FakeElement[] {
    return this.nodes.filter((node) => typeof node !== 'string');
  }

  get firstElementChild(): FakeElement | null {
    return this.children[0] ?? null;
  }

  get nextElementSibling(): FakeElement | null {
    const beside = this.parentElement?.children ?? [];
    return beside[beside.indexOf(this) + 1] ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  /** Only for the selector of an attribute or a class. */
  matches(selector: string): boolean {
    if (selector.startsWith('.'))
      return (this.attributes.get('class') ?? '').split(' ').includes(selector.slice(1));
    return this.hasAttribute(selector.slice(1, -1));
  }

  closest(selector: string): FakeElement | null {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  querySelectorAll(selector: string): FakeElement[] {
    return this.children.flatMap((child) => [
      ...(child.matches(selector) ? [child] : []),
      ...child.querySelectorAll(selector),
    ]);
  }

  querySelector(selector: string): FakeElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  remove(): void {
    const beside = this.parentElement?.nodes;
    beside?.splice(beside.indexOf(this), 1);
    this.parentElement = null;
    FakeElement.changes++;
  }

  insertBefore(node: FakeElement, next: FakeElement | null): void {
    const nodes = node.tag === '#fragment' ? node.nodes.splice(0) : [node];
    const at = next ? this.nodes.indexOf(next) : this.nodes.length;
    if (at < 0) throw new Error('It is no child of this element.');
    for (const one of nodes) if (typeof one !== 'string') one.parentElement = this;
    this.nodes.splice(at, 0, ...nodes);
    FakeElement.changes += nodes.length;
  }

  get outerHTML(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
    const open = `<${this.tag}${attributes}>`;
    return voids.has(this.tag) ? open : `${open}${this.innerHTML}</${this.tag}>`;
  }

  get innerHTML(): string {
    return this.nodes.map((node) => (typeof node === 'string' ? node : node.outerHTML)).join('');
  }

  set innerHTML(html: string) {
    const into = this.content;
    into.nodes.length = 0;
    const open: FakeElement[] = [into];
    for (const [all, close, tag, attributes] of html.matchAll(/<(\/?)([a-z][a-z\d]*)([^>]*)>|[^<]+/g)) {
      const parent = open.at(-1)!;
      if (tag === undefined) parent.nodes.push(all);
      else if (close) {
        if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes nothing in ${html}`);
      } else {
        const element = new FakeElement(tag);
        for (const [, name, value] of attributes!.matchAll(/ ([a-z-]+)="([^"]*)"/g))
          element.attributes.set(name!, value!);
        element.parentElement = parent.tag === '#fragment' ? null : parent;
        parent.nodes.push(element);
        if (!voids.has(tag)) open.push(element);
      }
    }
    if (open.length > 1) throw new Error(`<${open.at(-1)!.tag}> is not closed in ${html}`);
  }
}
