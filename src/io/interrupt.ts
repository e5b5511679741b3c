/**
 * Runs `clean` when somebody interrupts the program (Ctrl-C), and then lets the interrupt do what it always does, so that
 * the shell sees it (exit status 130). Returns a function that takes this back.
 */
export function cleanOnInterrupt(clean: () => void): () => void {
  const interrupted = (): void => {
    clean();
    process.removeListener('SIGINT', interrupted);
    process.kill(process.pid, 'SIGINT');
  };
  process.on('SIGINT', interrupted);
  return () => process.removeListener('SIGINT', interrupted);
}

/** Interrupts that wait until work has been cleared away. */
export interface CaughtInterrupts {
  /** The signal that came, or null. */
  readonly signal: () => NodeJS.Signals | null;
  /** Calls `stop` when one comes. Returns a function that takes this back. */
  readonly onSignal: (stop: () => void) => () => void;
  /** Lets signals do again what they always do; one that came does it now. */
  readonly end: () => void;
}

/** Catches what ends a program (Ctrl-C, or the end of a job in CI) while there is something to clear away first. */
export function catchInterrupts(): CaughtInterrupts {
  let caught: NodeJS.Signals | null = null;
  const stops = new Set<() => void>();
  const interrupted = (signal: NodeJS.Signals): void => {
    caught ??= signal;
    for (const stop of stops) stop();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupted);
  return {
    signal: () => caught,
    onSignal(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
    end() {
      for (const signal of signals) process.removeListener(signal, interrupted);
      if (caught !== null) process.kill(process.pid, caught);
    },
  };
}
