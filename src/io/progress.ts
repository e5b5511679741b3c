import { cleanOnInterrupt } from './interrupt.js';
import { writeNow } from './streams.js';

/** How far long work has come, on one line of the terminal. */
export interface Progress {
  readonly report: (done: number, total: number) => void;
  /** Erases the line, once the work is done or has failed. */
  readonly end: () => void;
}

/** Quick work shows nothing: a line that comes and goes at once only flickers. */
const SHOWN_AFTER_MS = 1_000;
const REDRAWN_AFTER_MS = 100;
const ERASE_LINE = '\r\u001b[K';

interface Terminal {
  readonly stderr: { readonly isTerminal: boolean; readonly columns: number | undefined };
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Progress on stderr; undefined where that is no terminal, or one that cannot erase a line. `FLEETQ_PROGRESS_AFTER_MS`
 * says for how long nothing is shown.
 *
 * @param line what to show, such as `planning 3/12`
 */
export function progressOn(
  { stderr, variables }: Terminal,
  line: (done: number, total: number) => string,
  write: (text: string) => void = (text) => writeNow('stderr', text),
  now: () => number = () => performance.now(),
): Progress | undefined {
  if (!stderr.isTerminal || variables.TERM === 'dumb') return undefined;
  const delay = variables.FLEETQ_PROGRESS_AFTER_MS ?? '';
  const room = (stderr.columns ?? 80) - 1;
  let nextDraw = now() + (/^\d{1,9}$/.test(delay) ? Number(delay) : SHOWN_AFTER_MS);
  let stopCleaning: (() => void) | undefined;
  return {
    report(done, total) {
      const time = now();
      if (time < nextDraw) return;
      nextDraw = time + REDRAWN_AFTER_MS;
      stopCleaning ??= cleanOnInterrupt(() => write(ERASE_LINE));
      write(ERASE_LINE + line(done, total).slice(0, room));
    },
    end() {
      if (stopCleaning === undefined) return;
      write(ERASE_LINE);
      stopCleaning();
      stopCleaning = undefined;
    },
  };
}
