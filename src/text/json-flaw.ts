/** What a text may have at most. */
export interface JsonBounds {
  /** Levels of objects and lists. */
  readonly depth: number;
  /** Objects, lists, texts, numbers and words; names of members do not count. */
  readonly values: number;
}

/** Why a text is no JSON, or too much of it, and in which line. */
export interface JsonFlaw {
  readonly line: number;
  readonly what: string;
}

/** What may come next. `end`: nothing but white space. */
type Expected = 'value' | 'value or end of list' | 'key' | 'key or end of object' | 'colon' | 'comma' | 'end';

/**
 * The first flaw of a JSON text (RFC 8259), or a member that an object has twice. Undefined where there is none: then it can
 * be parsed without harm. Does not recurse, and takes time in proportion to the length.
 */
export function jsonFlaw(text: string, most: JsonBounds): JsonFlaw | undefined {
  const open: ('}' | ']')[] = [];
  const members: Members[] = [];
  let expected: Expected = 'value';
  let values = 0;
  let index = 0;
  const flaw = (what: string): JsonFlaw => ({ line: lineAt(text, index), what });
  for (;;) {
    index = behind(blank, text, index) ?? index;
    const character = text[index];
    if (character === undefined) return expected === 'end' ? undefined : flaw('the text ends too early');
    const close = open.at(-1);
    if (character === close && isEndAllowed(expected)) {
      open.pop();
      if (close === '}') members.pop();
      expected = open.length > 0 ? 'comma' : 'end';
      index += 1;
    } else if (expected === 'comma' && character === ',') {
      expected = close === '}' ? 'key' : 'value';
      index += 1;
    } else if (expected === 'colon' && character === ':') {
      expected = 'value';
      index += 1;
    } else if (expected === 'key' || expected === 'key or end of object') {
      const next = behindString(text, index);
      if (next === undefined) return flaw('this is no name of a member');
      const name = nameIn(text, index, next);
      if (members.at(-1)?.isNew(name) === false) {
        return flaw(`this object has a member ${JSON.stringify(name.slice(0, 100))} twice`);
      }
      expected = 'colon';
      index = next;
    } else if (expected === 'value' || expected === 'value or end of list') {
      values += 1;
      if (values > most.values) return flaw(`there are more than ${most.values} values`);
      const isOpened = character === '{' || character === '[';
      if (isOpened) open.push(character === '{' ? '}' : ']');
      if (character === '{') members.push(new Members());
      if (open.length > most.depth) return flaw(`it is nested deeper than ${most.depth} levels`);
      const next = isOpened ? index + 1 : (behindString(text, index) ?? behind(word, text, index));
      if (next === undefined) return flaw('this is no JSON value');
      expected = isOpened ? opened[character] : open.length > 0 ? 'comma' : 'end';
      index = next;
    } else {
      return flaw(`this is not JSON, ${expectedWords[expected]} is missing`);
    }
  }
}

/** What a string stands for. */
function nameIn(text: string, start: number, end: number): string {
  const name = text.slice(start + 1, end - 1);
  return name.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : name;
}

/** The names of an object's members. Most objects have few: a set for each would take longer than all else. */
class Members {
  readonly #few: string[] = [];
  #many: Set<string> | undefined;

  /** Whether no member before had this name. */
  isNew(name: string): boolean {
    if (this.#many) return this.#many.size < this.#many.add(name).size;
    if (this.#few.includes(name)) return false;
    if (this.#few.push(name) > 16) this.#many = new Set(this.#few);
    return true;
  }
}

const opened = { '{': 'key or end of object', '[': 'value or end of list' } as const;

const isEndAllowed = (expected: Expected): boolean =>
  expected === 'comma' || expected === 'value or end of list' || expected === 'key or end of object';

const expectedWords = { colon: 'a colon', comma: 'a comma', end: 'the end' } as const;

const blank = /[ \t\n\r]*/y;
const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Where a token ends that begins here; undefined where none does. */
function behind(token: RegExp, text: string, index: number): number | undefined {
  token.lastIndex = index;
  return token.test(text) ? token.lastIndex : undefined;
}

/** The same of a string. One expression for all of it would need memory for each of its escapes. */
function behindString(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  for (let index = start + 1; ; ) {
    index = behind(plain, text, index) ?? index;
    if (text[index] === '"') return index + 1;
    const next = behind(escaped, text, index);
    if (next === undefined) return undefined;
    index = next;
  }
}

/** The number of the line that a place is in. */
function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
