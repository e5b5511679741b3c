import { CST } from 'yaml';
import { UnreadableError } from '../result.js';
import { Positions } from '../source-text.js';
import { emptyScalar, endOfQuoted, type Lexeme } from './lexeme.js';

/**
 * The lexemes of the flow collection that begins at an offset: `[a, "b"]` or `{a: b}`. As in PyYAML's scanner, lines
 * may be indented in any way, a comment may follow every indicator, and a `-` is text unless white space follows. Gives
 * the offset after the closing bracket.
 *
 * @throws UnreadableError
 */
export const lexFlow = (text: string, start: number): Generator<Lexeme, number> => new FlowLexer(text, start).lex();

/** The item between one pair of brackets that is being read. */
interface Item {
  /** Where the brackets open. */
  readonly bracket: number;
  isStart: boolean;
  /** False where only a `?`, an anchor or a tag has been read: they can stand for a value. */
  hasNode: boolean;
  /** Where its key begins, if a `:` may still follow. */
  key: number | null;
  /** True after a `?`: the key may have any length and lines. */
  isExplicit: boolean;
}

class FlowLexer {
  /** Of the brackets that are open, the innermost last. */
  private readonly items: Item[] = [];
  private lineStart: number;
  /** The end of what is neither white space nor a comment. */
  private contentEnd: number;

  constructor(
    private readonly text: string,
    private offset: number,
  ) {
    this.lineStart = offset;
    this.contentEnd = offset;
  }

  *lex(): Generator<Lexeme, number> {
    const { text } = this;
    do {
      const { offset } = this;
      const first = text.charAt(offset);
      if (first === '' || isDocumentMarker(text, offset)) throw this.unclosed(this.contentEnd);
      if (first === ',' && this.lacksNode()) yield* emptyScalar(offset);
      const end = this.endOfToken(first);
      const source = text.slice(offset, end);
      if (!INDICATOR.test(first)) yield { source: CST.SCALAR, offset };
      // The library wants white space before a comment.
      if (first === '#') yield { source: ' ', offset };
      yield { source, offset };
      // And after an anchor.
      if (first === '&' && /[?:]/.test(text.charAt(end))) yield { source: ' ', offset: end };
      const lineEnd = source.lastIndexOf('\n');
      if (lineEnd !== -1) this.lineStart = offset + lineEnd + 1;
      if (!/[ \t\n#]/.test(first)) this.contentEnd = end;
      this.offset = end;
    } while (this.items.length > 0);
    return this.offset;
  }

  private endOfToken(first: string): number {
    const { text, offset } = this;
    switch (first) {
      case ' ':
      case '\t':
        return endOfMatch(SPACES, text, offset);
      case '#':
        return endOfMatch(COMMENT, text, offset);
      case '\n':
        return offset + 1;
      case '[':
      case '{':
        this.beginNode(first);
        this.items.push(newItem(offset));
        return offset + 1;
      case ']':
      case '}':
        this.close(first);
        return offset + 1;
      case ',':
        this.beginItem();
        return offset + 1;
      case '?':
        this.markExplicit();
        return offset + 1;
      case ':':
        this.endKey();
        return offset + 1;
      default:
        this.beginNode(first);
        return endOfNode(text, offset, first);
    }
  }

  private beginItem(): void {
    const item = this.items.pop();
    if (item !== undefined) this.items.push(newItem(item.bracket));
  }

  private beginNode(first: string): void {
    const item = this.items.at(-1);
    if (item === undefined) return;
    if (item.isStart) item.key = this.offset;
    item.isStart = false;
    item.hasNode ||= first !== '&' && first !== '!';
  }

  /** True where a `,` follows a `?`, an anchor or a tag, which the library would take for part of the next item. */
  private lacksNode(): boolean {
    const item = this.items.at(-1);
    return item !== undefined && !item.isStart && !item.hasNode;
  }

  private markExplicit(): void {
    const item = this.items.at(-1);
    if (item?.isStart !== true) {
      const message = 'a `?` in an unquoted value between brackets; put the value in quotes';
      throw new UnreadableError('syntax', message, this.offset);
    }
    item.isStart = false;
    item.isExplicit = true;
  }

  private endKey(): void {
    const item = this.items.at(-1);
    if (item === undefined) return;
    item.hasNode = true;
    if (item.isExplicit) return;
    if (item.key === null)
      throw new UnreadableError('syntax', 'a `:` between brackets stands without a key before it', this.offset);
    if (item.key < this.lineStart || this.offset - item.key > MAX_KEY_LENGTH) {
      const message = `a key between brackets must stand in one line, with its \`:\`, and have at most ${MAX_KEY_LENGTH} characters`;
      throw new UnreadableError('syntax', message, item.key);
    }
    item.key = null;
  }

  private close(bracket: string): void {
    if (bracket !== this.closingBracket()) throw this.unclosed(this.offset);
    this.items.pop();
  }

  private closingBracket(): string {
    return this.text.charAt(this.items.at(-1)?.bracket ?? this.offset) === '[' ? ']' : '}';
  }

  private unclosed(offset: number): UnreadableError {
    const close = this.closingBracket();
    const { line } = new Positions(this.text).at(this.items.at(-1)?.bracket ?? offset);
    const name = close === ']' ? 'flow sequence' : 'flow mapping';
    return new UnreadableError('syntax', `${name} from line ${line} without its closing \`${close}\``, offset);
  }
}

const newItem = (bracket: number): Item => ({
  bracket,
  isStart: true,
  hasNode: false,
  key: null,
  isExplicit: false,
});

/** PyYAML's limit, where something is a key only because a `:` follows. */
const MAX_KEY_LENGTH = 1024;

/** What begins anything but an unquoted value. */
const INDICATOR = /[ \t\n#[\]{},?:&*!"']/;

const SPACES = /[ \t]*/y;
const COMMENT = /[^\n]*/y;
const ANCHOR_OR_ALIAS = /[&*][0-9A-Za-z_-]+(?=[ \t\n?:,\]}%@`]|$)/y;
const TAG = /!(?:<[0-9A-Za-z\-;/?:@&=+$,_.!~*'()[\]%]+>|[0-9A-Za-z\-;/?:@&=+$,_.!~*'()[\]%]*)(?=[ \n]|$)/y;

/** The end of the alias or scalar at an offset, or of a property before one. */
function endOfNode(text: string, offset: number, first: string): number {
  switch (first) {
    case '"':
    case "'":
      return endOfQuoted(text, offset);
    case '&':
    case '*': {
      const end = endOfMatch(ANCHOR_OR_ALIAS, text, offset);
      if (end !== offset) return end;
      throw new UnreadableError('syntax', `a \`${first}\` without a name of letters and digits after it`, offset);
    }
    case '!': {
      const end = endOfMatch(TAG, text, offset);
      if (end !== offset) return end;
      throw new UnreadableError('syntax', 'a tag must be followed by a space', offset);
    }
    default:
      if (first === '-' && /^[ \t\n]?$/.test(text.charAt(offset + 1)))
        throw new UnreadableError('syntax', 'a `-` between brackets begins no item; write `,` between items', offset);
      return endOfPlain(text, offset);
  }
}

/** The offset after what a sticky pattern matches at an offset, which is the offset itself if that is nothing. */
function endOfMatch(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}

/** What ends a word of an unquoted value between brackets. */
const WORD_END = /[ \t\n,?[\]{}]|:(?=[ \t\n,[\]{}]|$)/g;
const GAP = /[ \n]*/y;

function endOfPlain(text: string, start: number): number {
  let end = start;
  for (let word = start; ;) {
    WORD_END.lastIndex = word;
    const wordEnd = WORD_END.exec(text)?.index ?? text.length;
    if (wordEnd === word) return end;
    end = wordEnd;
    word = endOfMatch(GAP, text, end);
    if (word === end || text.charAt(word) === '#' || isDocumentMarker(text, word)) return end;
  }
}

const DOCUMENT_MARKER = /(?:---|\.\.\.)(?=[ \t\n]|$)/y;

const isDocumentMarker = (text: string, offset: number): boolean =>
  text.charAt(offset - 1) === '\n' && endOfMatch(DOCUMENT_MARKER, text, offset) !== offset;
