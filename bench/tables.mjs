// Measurements as Markdown.

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One fleet: medians, and the median of each run's ratio to `node -e 0` of the same run. */
export function ratioTable({ title, runs, measured }) {
  const [node] = measured;
  const rows = measured.map(({ title: program, milliseconds, megabytes }) => [
    program,
    `${median(milliseconds).toFixed(0)} ms`,
    `${median(milliseconds.map((time, run) => time / node.milliseconds[run])).toFixed(2)}`,
    megabytes === null ? '' : `${megabytes.toFixed(0)} MB`,
  ]);
  return `### ${title}, ${runs} runs\n\n${table(['Program', 'Median', '× `node -e 0`', 'Peak memory'], rows)}\n`;
}

/** How time grows with the fleet, beside how the fleet grows. What runs on Node is counted over Node's own start. */
export function growthTable(results) {
  const over = ({ measured }, program) => {
    const [node] = measured;
    const { milliseconds, command } = measured.find(({ title }) => title === program);
    return median(
      milliseconds.map((time, run) => (command === process.execPath ? time - node.milliseconds[run] : time)),
    );
  };
  const [first] = results;
  const programs = first.measured
    .slice(1)
    .map(({ title }) => title)
    .filter((title) => results.every(({ measured }) => measured.some((other) => other.title === title)));
  const rows = programs.map((program) => [
    program,
    ...results.map(
      (result) =>
        `${over(result, program).toFixed(0)} ms${result === first ? '' : ` (× ${(over(result, program) / over(first, program)).toFixed(1)})`}`,
    ),
  ]);
  const heads = results.map(
    (result) => `${result.size} connectors${result === first ? '' : ` (× ${(result.size / first.size).toFixed(1)})`}`,
  );
  return `### Growth: median time, for fleetq over Node's own start\n\n${table(['Program', ...heads], rows)}\n`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
