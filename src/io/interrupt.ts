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
