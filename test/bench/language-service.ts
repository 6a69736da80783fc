import fs from 'node:fs';
import type { TextChange } from './ours.ts';
import type { Peers } from './peers.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}

interface TextDocument {
  readonly version: number;
  getText(): string;
  positionAt(offset: number): Position;
}

interface TextDocuments {
  create(uri: string, language: string, version: number, text: string): TextDocument;
  update(
    document: TextDocument,
    changes: readonly { readonly range: { start: Position; end: Position }; readonly text: string }[],
    version: number,
  ): TextDocument;
}

interface Service {
  configure(settings: unknown): void;
  doValidation(document: TextDocument, isKubernetes: boolean): Promise<readonly unknown[]>;
  doComplete(
    document: TextDocument,
    position: Position,
    isKubernetes: boolean,
  ): Promise<{ readonly items: readonly { readonly label: string }[] }>;
}

interface Modules {
  readonly getLanguageService: (params: unknown) => Service;
  readonly TextDocument: TextDocuments;
}

/** The YAML language server's service in this process, with our schema for other tools. */
export class LanguageService {
  readonly #modules: Modules;
  readonly #schema: string;

  private constructor(modules: Modules, schema: string) {
    this.#modules = modules;
    this.#schema = schema;
  }

  static async load(peers: Peers, schema: string): Promise<LanguageService> {
    const { getLanguageService } =
      await peers.load<Pick<Modules, 'getLanguageService'>>('yaml-language-server');
    const { default: documents } = await peers.load<{ default: Pick<Modules, 'TextDocument'> }>(
      'vscode-languageserver-textdocument',
    );
    return new LanguageService(
      { getLanguageService, TextDocument: documents.TextDocument },
      fs.readFileSync(schema, 'utf8'),
    );
  }

  /** A service of its own for a document, which it has not seen yet. */
  start(): (text: string) => ServedDocument {
    // It links the parts of a schema in place: one that a service has used is no schema any more.
    const schema = JSON.parse(this.#schema) as { readonly $id: string };
    return (text) => this.#open(text, schema);
  }

  #open(text: string, schema: { readonly $id: string }): ServedDocument {
    const service = this.#modules.getLanguageService({
      schemaRequestService: (uri: string) => Promise.reject(new Error(`${uri} was asked for.`)),
      workspaceContext: { resolveRelativePath: (relative: string) => relative },
    });
    service.configure({
      validate: true,
      completion: true,
      yamlVersion: '1.2',
      schemas: [{ uri: schema.$id, fileMatch: ['*.report.yaml'], schema }],
    });
    return new ServedDocument(service, this.#modules.TextDocument, text);
  }
}

export class ServedDocument {
  readonly #service: Service;
  readonly #documents: TextDocuments;
  #document: TextDocument;

  constructor(service: Service, documents: TextDocuments, text: string) {
    this.#service = service;
    this.#documents = documents;
    this.#document = documents.create('file:///bench.report.yaml', 'yaml', 1, text);
  }

  get text(): string {
    return this.#document.getText();
  }

  /** A change as the service wants it: places as lines and columns, which an editor knows anyway. */
  prepare({ span, text }: TextChange): () => void {
    const range = { start: this.#document.positionAt(span.start), end: this.#document.positionAt(span.end) };
    return () => {
      this.#document = this.#documents.update(this.#document, [{ range, text }], this.#document.version + 1);
    };
  }

  diagnostics(): Promise<readonly unknown[]> {
    return this.#service.doValidation(this.#document, false);
  }

  place(offset: number): Position {
    return this.#document.positionAt(offset);
  }

  async completions(place: Position): Promise<readonly string[]> {
    const { items } = await this.#service.doComplete(this.#document, place, false);
    return items.map(({ label }) => label);
  }
}
