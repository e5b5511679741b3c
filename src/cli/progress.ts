import { cleanOnInterrupt } from '../io/interrupt.js';
import { writeNow } from '../io/streams.js';
import type { CliContext } from './context.js';

/** Says on the terminal how far some work has come. */
export interface Progress {
  report(done: number, total: number): void;
  /** Takes the line away, once the work is done or has failed. */
  clear(): void;
}

/** Work that is done sooner needs no progress. */
const SHOWN_AFTER_MS = 1_000;
const REDRAWN_AFTER_MS = 100;
const ERASE_LINE = '\r\u001b[K';

/**
 * One line on stderr that is drawn over itself while connectors are read; undefined where nobody would see it, or where the
 * terminal cannot erase a line. `FLEETQ_PROGRESS_AFTER_MS` says how long nothing is shown.
 */
export function readingProgress(
  { stderr, variables }: CliContext,
  write: (text: string) => void = (text) => writeNow('stderr', text),
  now: () => number = () => performance.now(),
): Progress | undefined {
  if (!stderr.isTerminal || variables.TERM === 'dumb') return undefined;
  const after = millisecondsFrom(variables.FLEETQ_PROGRESS_AFTER_MS) ?? SHOWN_AFTER_MS;
  const room = (stderr.columns ?? 80) - 1;
  let next = now() + after;
  let takeBack: (() => void) | undefined;
  return {
    report(done, total) {
      const time = now();
      if (time < next) return;
      next = time + REDRAWN_AFTER_MS;
      takeBack ??= cleanOnInterrupt(() => write(ERASE_LINE));
      write(
        ERASE_LINE + `reading ${done.toLocaleString('en')} of ${total.toLocaleString('en')} connectors`.slice(0, room),
      );
    },
    clear() {
      if (takeBack === undefined) return;
      write(ERASE_LINE);
      takeBack();
      takeBack = undefined;
    },
  };
}

function millisecondsFrom(written: string | undefined): number | undefined {
  return written !== undefined && /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}
