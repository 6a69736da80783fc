import type { TextChange } from './ours.ts';
import type { Random } from './random.ts';
import type { Form } from './reports.ts';

/** A key that is pressed, and the key that takes it back. */
interface Stroke {
  readonly at: number;
  readonly typed: string;
}

/** Where keys are pressed, by what they do: each finds the places behind which one letter is typed. */
const strokes: Readonly<
  Record<'digit' | 'name' | 'mistake', Readonly<Record<Form, readonly (readonly [RegExp, string])[]>>>
> = {
  // A digit more in a metric's value, in last year's value, or in the figure that the prose states.
  digit: {
    yaml: [
      [/(?<=数值: \d+)(?=\n)/g, '7'],
      [/(?<=上年: \d+)(?=\n)/g, '7'],
      [/(?<=\[\d+)(?=[^\d\]%]+\]\(metric:)/g, '7'],
    ],
    markdown: [
      [/(?<=数值: \d+)(?=\D)/g, '7'],
      [/(?<=上年: \d+)(?=\D)/g, '7'],
      [/(?<=\[\d+)(?=[^\d\]%]+\]\(metric:)/g, '7'],
    ],
  },
  // Another name of a metric, which references lead to, or of a task.
  name: {
    yaml: [
      [/(?<=指标名称: \S+)(?=\n)/g, '新'],
      [/(?<=- 任务: \S+)(?=\n)/g, '新'],
    ],
    markdown: [
      [/(?<=\n[^\s:#]+)(?=: \{)/g, '新'],
      [/(?<=- 任务: \S+)(?=\n)/g, '新'],
    ],
  },
  // A key or a value that does not exist, and a quotation mark that nothing closes.
  mistake: {
    yaml: [
      [/(?<=\n +状)(?=态: )/g, '的'],
      [/(?<=状态: 正)(?=常)/g, '的'],
      [/(?<=牵头单位: )(?=\S)/g, '"'],
    ],
    markdown: [
      [/(?<=\n +状)(?=态: )/g, '的'],
      [/(?<=状态: 正)(?=常)/g, '的'],
      [/(?<=牵头单位: )(?=\S)/g, '"'],
    ],
  },
};

/** Presses keys in a text at random places: each comes with one call of `next` and goes with the call after it. */
export class Typist {
  readonly #random: Random;
  readonly #kinds: readonly (readonly (readonly Stroke[])[])[];
  #pressed: Stroke | undefined;

  /** `text` is the one that is edited, before the first edit. */
  constructor(text: string, form: Form, random: Random) {
    this.#random = random;
    this.#kinds = Object.values(strokes).map((kind) =>
      kind[form].map(([pattern, typed]) =>
        Array.from(text.matchAll(pattern), ({ index }) => ({ at: index, typed })),
      ),
    );
    if (this.#kinds.flat().some((places) => places.length === 0))
      throw new Error('The text has no place for one of the edits.');
  }

  next(): TextChange {
    if (this.#pressed) {
      const { at, typed } = this.#pressed;
      this.#pressed = undefined;
      return { span: { start: at, end: at + typed.length }, text: '' };
    }
    this.#pressed = this.#random.of(this.#random.of(this.#random.of(this.#kinds)));
    const { at, typed } = this.#pressed;
    return { span: { start: at, end: at }, text: typed };
  }
}

/** Types a unit's first letter at random places where a unit stands, and takes it away again. */
export class UnitTypist {
  readonly #random: Random;
  readonly #places: readonly number[];
  #typedAt: number | undefined;

  /** `text` is the one that is edited, before the first edit. */
  constructor(text: string, random: Random) {
    this.#random = random;
    this.#places = Array.from(text.matchAll(/(?<=计量单位: )(?=\S)/g), ({ index }) => index);
  }

  /** The edit, and where the cursor stands after it. */
  next(): { change: TextChange; cursor: number } {
    const at = this.#typedAt ?? this.#random.of(this.#places);
    const typed = this.#typedAt === undefined;
    this.#typedAt = typed ? at : undefined;
    return typed
      ? { change: { span: { start: at, end: at }, text: '公' }, cursor: at + 1 }
      : { change: { span: { start: at, end: at + 1 }, text: '' }, cursor: at };
  }
}
