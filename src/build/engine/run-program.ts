import { spawn } from 'node:child_process';
import { FleetqError } from '../../errors.js';
import type { CaughtInterrupts } from '../../io/interrupt.js';
import { escapeControl } from '../../text/escape-control.js';

/** How a program ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  /** What it wrote to its output, where that was to be kept. */
  readonly output: string;
  /** The last lines of all that it said. */
  readonly lastLines: readonly string[];
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly interrupts: CaughtInterrupts;
  /** Is given every line that it says, without what a terminal would obey. */
  readonly onLine: (line: string) => void;
  /** Keeps the output instead of giving it to `onLine`. */
  readonly keepOutput?: boolean;
  readonly timeoutMs?: number;
}

const LAST_LINES = 10;
const LONGEST_LINE = 8 * 1024;
const MOST_OUTPUT = 16 * 1024 * 1024;
/** What a program may take to clear away after itself before it is killed. */
const GRACE_MS = 10_000;
/** How long the pipes of a program that has ended are read. */
const PIPES_MS = 2_000;

/** Runs a program to its end, without a shell. An interrupt ends it; it may clear away first. */
export function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const lastLines: string[] = [];
    const say = (line: string): void => {
      lastLines.push(line);
      if (lastLines.length > LAST_LINES) lastLines.shift();
      options.onLine(line);
    };
    const kept: Buffer[] = [];
    let length = 0;
    let timedOut = false;
    let killing: NodeJS.Timeout | undefined;
    let closing: NodeJS.Timeout | undefined;
    const stop = (): void => {
      child.kill('SIGTERM');
      killing ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    };
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            stop();
          }, options.timeoutMs);
    const takeBack = options.interrupts.onSignal(stop);
    const done = (): void => {
      takeBack();
      clearTimeout(timer);
      clearTimeout(killing);
      clearTimeout(closing);
    };
    const errors = lineReader(say);
    const lines = lineReader(say);
    child.stderr.on('data', errors.add);
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (options.keepOutput !== true) lines.add(chunk);
      else if (length <= MOST_OUTPUT) kept.push(chunk);
      else {
        stop();
        // Whoever else writes to it is told so.
        child.stdout.destroy();
      }
    });
    child.on('error', (error) => {
      done();
      reject(new FleetqError('engine', `${program} cannot be started: ${escapeControl(error.message)}`));
    });
    // What it started itself may hold the pipes open after it.
    child.on('exit', () => {
      closing = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, PIPES_MS);
    });
    child.on('close', (exitCode) => {
      done();
      errors.end();
      lines.end();
      resolve({ exitCode, output: Buffer.concat(kept).toString('utf8'), lastLines, timedOut });
    });
    if (options.interrupts.signal() !== null) stop();
  });
}

/** Cuts what a program says into lines. */
function lineReader(say: (line: string) => void): { readonly add: (chunk: Buffer) => void; readonly end: () => void } {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    add(chunk) {
      const pieces = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/);
      rest = pieces.pop() ?? '';
      if (rest.length > LONGEST_LINE) {
        pieces.push(rest);
        rest = '';
      }
      for (const piece of pieces) say(escapeControl(piece.replaceAll('\t', ' ')));
    },
    end() {
      if (rest !== '') say(escapeControl(rest.replaceAll('\t', ' ')));
    },
  };
}
