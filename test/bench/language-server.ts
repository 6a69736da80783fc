import { type ChildProcess, spawn } from 'node:child_process';

export interface Position {
  readonly line: number;
  readonly character: number;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const answerTimeout = 60_000;

/** A language server behind its standard input and output, as an editor talks to it. */
export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #settings: Readonly<Record<string, unknown>>;
  readonly #answers = new Map<number | string, (message: Message) => void>();
  #received: Buffer = Buffer.alloc(0);
  #nextId = 1;
  #published: ((count: number) => void) | undefined;

  /** `settings` are the sections of an editor's settings that the server may ask for. */
  private constructor(command: readonly string[], settings: Readonly<Record<string, unknown>>) {
    const [program, ...args] = command;
    this.#process = spawn(program!, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#settings = settings;
    this.#process.stdout!.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  static async start(
    command: readonly string[],
    settings: Readonly<Record<string, unknown>>,
  ): Promise<LanguageServer> {
    const server = new LanguageServer(command, settings);
    await server.#ask('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: { publishDiagnostics: {}, synchronization: {} },
      },
    });
    server.#tell('initialized', {});
    server.#tell('workspace/didChangeConfiguration', { settings: {} });
    return server;
  }

  /** Opens a document; resolves with the number of its problems. */
  open(uri: string, text: string): Promise<number> {
    const answered = this.#nextProblems();
    this.#tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return answered;
  }

  /** Changes a document; resolves with the number of the problems that it then has. */
  change(
    uri: string,
    version: number,
    changes: readonly { readonly range: { start: Position; end: Position }; readonly text: string }[],
  ): Promise<number> {
    const answered = this.#nextProblems();
    this.#tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
    return answered;
  }

  stop(): void {
    this.#process.kill();
  }

  #nextProblems(): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`The language server did not answer in ${answerTimeout / 1000} s.`)),
        answerTimeout,
      );
      this.#published = (count) => {
        clearTimeout(late);
        this.#published = undefined;
        resolve(count);
      };
    });
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    const id = this.#nextId++;
    const answered = new Promise((resolve, reject) => {
      this.#answers.set(id, ({ error, result }) =>
        error ? reject(new Error(error.message)) : resolve(result),
      );
    });
    this.#send({ id, method, params });
    return answered;
  }

  #tell(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#process.stdin!.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin!.write(body);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n');
      const length = /Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, Math.max(head, 0)));
      if (head < 0 || !length) return;
      const end = head + 4 + Number(length[1]);
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.toString('utf8', head + 4, end)) as Message;
      this.#received = this.#received.subarray(end);
      this.#handle(message);
    }
  }

  #handle(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      if (id !== undefined) this.#answers.get(id)?.(message);
    } else if (method === 'textDocument/publishDiagnostics') {
      this.#published?.((params as { diagnostics: readonly unknown[] }).diagnostics.length);
    } else if (id !== undefined) {
      this.#send({ id, result: method === 'workspace/configuration' ? this.#configuration(params) : null });
    }
  }

  #configuration(params: unknown): readonly unknown[] {
    const { items } = params as { items: readonly { readonly section?: string }[] };
    return items.map(({ section }) => this.#settings[section ?? ''] ?? null);
  }
}
