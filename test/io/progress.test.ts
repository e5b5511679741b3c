import { describe, expect, it } from 'vitest';
import { progressOn } from '../../src/io/progress.js';

/** What is written when 30 of 30 things are done, one in a while. */
function written(isTerminal: boolean, milliseconds: number): string {
  let text = '';
  let time = 0;
  const progress = progressOn(
    { stderr: { isTerminal, columns: 80 }, variables: {} },
    (done, total) => `planning ${done}/${total}`,
    (part) => (text += part),
    () => time,
  );
  for (let done = 1; done <= 30; done++) {
    time += milliseconds;
    progress?.report(done, 30);
  }
  progress?.end();
  return text;
}

describe('progress', () => {
  it('is not shown for quick work, nor in a pipe', () => {
    expect(written(true, 30)).toBe('');
    expect(written(false, 1_000)).toBe('');
  });

  it('takes one line, is not redrawn too often, and goes away', () => {
    expect(written(true, 50)).toBe(
      '\r\u001b[Kplanning 20/30\r\u001b[Kplanning 22/30\r\u001b[Kplanning 24/30\r\u001b[Kplanning 26/30\r\u001b[Kplanning 28/30\r\u001b[Kplanning 30/30\r\u001b[K',
    );
  });
});
