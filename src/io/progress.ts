/** Quick work shows nothing: a line that comes and goes at once only flickers. */
const QUIET_MILLISECONDS = 1_000;
const REDRAW_MILLISECONDS = 100;

const ERASE_LINE = '\r\u001b[K';

/** Tells a terminal how far long work has come, on one line that goes away when the work is done. */
export interface Progress {
  readonly report: (done: number, total: number) => void;
  readonly end: () => void;
}

/**
 * Progress on stderr, or nothing where that is no terminal.
 *
 * @param label what is being done, such as `planning`
 */
export function progressOn(isTerminal: boolean, label: string, write = writeToStderr, now = Date.now): Progress {
  const start = now();
  let drawn: number | null = null;
  return {
    report(done, total) {
      const time = now();
      if (!isTerminal || time - start < QUIET_MILLISECONDS || (drawn !== null && time - drawn < REDRAW_MILLISECONDS))
        return;
      drawn = time;
      write(`${ERASE_LINE}${label} ${done}/${total}`);
    },
    end() {
      if (drawn !== null) write(ERASE_LINE);
      drawn = null;
    },
  };
}

function writeToStderr(text: string): void {
  process.stderr.write(text);
}
