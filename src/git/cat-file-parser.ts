/** One answer of `git cat-file --batch`. */
type CatFileAnswer = FoundAnswer | MissingAnswer;

interface FoundAnswer {
  readonly found: true;
  readonly id: string;
  readonly type: ObjectType;
  /** Bytes of the contents. */
  readonly size: number;
  /** Empty where the object is larger than objects may be. */
  readonly bytes: Buffer;
}

interface MissingAnswer {
  readonly found: false;
  readonly id: string;
}

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

interface Header {
  readonly id: string;
  readonly type: ObjectType;
  readonly size: number;
}

const LINE_FEED = 0x0a;
// `<id> SP <type> SP <size> LF`
const MAX_HEADER_BYTES = 1024;

/**
 * Parses the output of `git cat-file --batch`. Contents are any bytes, line ends included: only the size in the header
 * says where they end. Chunks may break anywhere.
 */
export class CatFileParser {
  #chunks: Buffer[] = [];
  #length = 0;
  #header: Header | undefined;
  /** Bytes of a too large object that are still to come, its line feed included. */
  #toSkip = 0;

  /** @param maxSize in bytes; of a larger object the contents are thrown away as they come */
  constructor(private readonly maxSize = Infinity) {}

  /** Takes the next chunk and returns the answers that it completes. Throws where git breaks the format. */
  push(chunk: Buffer): readonly CatFileAnswer[] {
    const skipped = Math.min(this.#toSkip, chunk.length);
    this.#toSkip -= skipped;
    this.#chunks.push(chunk.subarray(skipped));
    this.#length += chunk.length - skipped;
    const answers: CatFileAnswer[] = [];
    for (let answer = this.#next(); answer !== undefined; answer = this.#next()) answers.push(answer);
    return answers;
  }

  #next(): CatFileAnswer | undefined {
    const header = this.#header ?? this.#takeHeader();
    if (header === undefined || 'found' in header) return header;
    this.#header = header;
    const { id, type, size } = header;
    if (size > this.maxSize) return this.#skip(header);
    // A large blob comes in many chunks: they are joined once, when all have arrived.
    if (this.#length < size + 1) return undefined;
    const all = this.#joined();
    if (all[size] !== LINE_FEED) throw new Error(`no line feed after the ${size} bytes of ${id}`);
    this.#keep(all.subarray(size + 1));
    this.#header = undefined;
    return { found: true, id, type, size, bytes: all.subarray(0, size) };
  }

  #skip({ id, type, size }: Header): FoundAnswer {
    const here = Math.min(this.#length, size + 1);
    this.#keep(this.#joined().subarray(here));
    this.#toSkip = size + 1 - here;
    this.#header = undefined;
    return { found: true, id, type, size, bytes: Buffer.alloc(0) };
  }

  /** The next header; a missing object's header is its whole answer. */
  #takeHeader(): Header | MissingAnswer | undefined {
    const all = this.#joined();
    const end = all.indexOf(LINE_FEED);
    if (end === -1 && all.length <= MAX_HEADER_BYTES) return undefined;
    if (end === -1 || end > MAX_HEADER_BYTES) throw new Error('a header that does not end');
    this.#keep(all.subarray(end + 1));
    return parseHeader(all.toString('latin1', 0, end));
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
  }
}

function parseHeader(line: string): Header | MissingAnswer {
  const [id = '', word = '', size = '', ...more] = line.split(' ');
  if (word === 'missing' && size === '') return { found: false, id };
  if (!isObjectType(word) || !/^\d+$/.test(size) || more.length > 0) throw new Error(`unexpected header \`${line}\``);
  return { id, type: word, size: Number(size) };
}

function isObjectType(word: string): word is ObjectType {
  return word === 'blob' || word === 'tree' || word === 'commit' || word === 'tag';
}
