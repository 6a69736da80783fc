/** What stands in for VS Code where only loading is measured: one open report, and everything else does nothing. */
export function vscodeStub(text: string): { readonly stub: object; readonly problems: Promise<number> } {
  let report: (count: number) => void = () => {};
  const problems = new Promise<number>((resolve) => {
    report = resolve;
  });
  const uri = new Uri('/reports/a.report.yaml');
  const document = {
    uri,
    languageId: 'report-yaml',
    version: 1,
    isClosed: false,
    isDirty: false,
    getText: () => text,
    offsetAt: () => 0,
    positionAt: () => nothing,
  };
  const known: Record<PropertyKey, unknown> = {
    Uri,
    EventEmitter,
    env: { language: 'zh-cn' },
    languages: answering({
      createDiagnosticCollection: () => ({
        set: (_uri: unknown, found: readonly unknown[]) => report(found.length),
        delete: () => {},
        dispose: () => {},
      }),
    }),
    workspace: answering({
      textDocuments: [document],
      isTrusted: true,
      fs: { readFile: () => Promise.reject(new Error('There are no files.')) },
      getConfiguration: () => ({ get: (_name: string, otherwise: unknown) => otherwise }),
    }),
    window: answering({ visibleTextEditors: [], activeTextEditor: undefined }),
  };
  // A bundle copies a module's own properties, and takes the others from its prototype.
  return { stub: Object.create(answering(known)) as object, problems };
}

class Uri {
  readonly path: string;
  readonly scheme = 'file';

  constructor(path: string) {
    this.path = path;
  }

  static parse(text: string): Uri {
    return new Uri(text.replace(/^file:\/\//, ''));
  }

  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return new Uri(
      new URL([base.path.replace(/\/?$/, '/'), ...parts].join('/'), 'file:///').pathname.replace(/\/+/g, '/'),
    );
  }

  with(change: { readonly path?: string }): Uri {
    return new Uri(change.path ?? this.path);
  }

  toString(): string {
    return `file://${this.path}`;
  }
}

class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** Answers everything with itself, called, constructed or asked. */
const nothing: object = new Proxy(class {}, {
  get: (_target, key) => {
    if (key === 'then') return undefined;
    if (key === Symbol.toPrimitive) return () => '';
    if (key === Symbol.iterator) return () => [][Symbol.iterator]();
    return nothing;
  },
  apply: () => nothing,
  construct: () => nothing,
});

function answering(known: Readonly<Record<PropertyKey, unknown>>): object {
  return new Proxy(known, {
    get: (target, key) => (key in target ? target[key] : (nothing as Record<PropertyKey, unknown>)[key]),
  });
}
