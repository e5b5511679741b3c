// Draws the README's picture of a terminal from what the built program really shows in one, 80 columns wide.
//
//   npm run picture             draws it anew
//   node docs/pictures/draw.mjs --check    fails where it no longer shows what the program shows
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const PICTURE = resolve('docs/pictures/terminal.svg');
const COMMANDS = [
  `fleetq list -q "'connectorBuildOptions' in data" --support-level certified`,
  'fleetq stats --by supportLevel',
  'fleetq check source-harbor source-pebble',
];
const COLUMNS = 80;

// Measures in pixels. Each piece of text is put at its column and stretched to its width, whatever the font.
const FONT = 14;
const CELL = 8.4;
const LINE = 20;
const MARGIN = 20;
const BAR = 38;

/** The colours and weights that chalk switches on. Those that switch off end all: fleetq never nests them. */
const LOOKS = { 1: 'bold', 2: 'dim', 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan' };
const OFF = ['0', '22', '39', ''];

const drawn = draw(COMMANDS.map((command) => ({ command, screen: screenOf(command) })));
if (!process.argv.includes('--check')) writeFileSync(PICTURE, drawn);
else if (readFileSync(PICTURE, 'utf8') !== drawn) {
  console.error('docs/pictures/terminal.svg no longer shows what fleetq shows: npm run picture');
  process.exitCode = 1;
}

/** What a terminal is told to show, escape sequences and all. */
function screenOf(command) {
  const folder = mkdtempSync(join(tmpdir(), 'fleetq-picture-'));
  try {
    symlinkSync(resolve('dist/fleetq.cjs'), join(folder, 'fleetq'));
    const { CI: _ci, NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
    const path = `${folder}${delimiter}${process.env.PATH}`;
    const env = { ...inherited, TERM: 'xterm-256color', PATH: path, FLEETQ_CACHE_DIR: folder, FLEETQ_PAGER: 'cat' };
    const words = ['-qec', `stty cols ${COLUMNS} rows 50; ${command}`, '/dev/null'];
    const { stdout, error } = spawnSync('script', words, { cwd: 'examples/fleet', env, encoding: 'utf8', input: '' });
    if (error !== undefined) throw error;
    return stdout.replaceAll('\r\n', '\n').trimEnd();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function draw(runs) {
  const lines = runs.flatMap(({ command, screen }, index) => [
    ...(index === 0 ? [] : [[]]),
    [
      { text: '$', column: 0, look: 'green' },
      { text: command, column: 2, look: 'bold' },
    ],
    ...piecesOf(screen),
  ]);
  const width = Math.ceil(COLUMNS * CELL + 2 * MARGIN);
  const height = BAR + lines.length * LINE + MARGIN;
  const text = lines.flatMap((pieces, row) => pieces.map((piece) => textElement(piece, BAR + row * LINE + FONT)));
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, index) => `<circle cx="${MARGIN + 2 + index * 18}" cy="19" r="5.5" fill="${colour}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">A terminal with ${escaped(runs.map(({ command }) => command).join('; '))}</title>
<style>
text { font: ${FONT}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d5dbe3; white-space: pre }
.bold { font-weight: 600; fill: #ffffff }
.dim { fill: #7d8794 }
.red { fill: #ff7b72 }
.green { fill: #4cc864 }
.yellow { fill: #e3b341 }
.cyan { fill: #4fc9d8 }
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9" fill="#11161d" stroke="#39424e"/>
${dots.join('')}
${text.join('\n')}
</svg>
`;
}

function textElement({ text, column, look }, y) {
  const as = look === undefined ? '' : ` class="${look}"`;
  const x = (MARGIN + column * CELL).toFixed(1);
  const length = ([...text].length * CELL).toFixed(1);
  // Fonts leave seams between the blocks of a bar.
  if (/^[\u2588\u2591]/.test(text)) {
    const shade = text.startsWith('\u2588') ? 0.85 : 0.2;
    return `<rect x="${x}" y="${y - FONT + 3}" width="${length}" height="${FONT - 1}" fill="#d5dbe3" opacity="${shade}"/>`;
  }
  return `<text${as} x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
}

/** The pieces of each line that stand together and look alike; every character is one column wide. */
function piecesOf(screen) {
  let look;
  return screen.split('\n').map((line) => {
    const pieces = [];
    let column = 0;
    for (const [index, part] of line.split(/\u001b\[([\d;]*)m/).entries()) {
      if (index % 2 === 1) {
        look = OFF.includes(part) ? undefined : LOOKS[part];
        if (look === undefined && !OFF.includes(part)) throw new Error(`the picture has no look for SGR ${part}`);
        continue;
      }
      if (/[\u0000-\u001f\u007f]/.test(part)) throw new Error(`the picture has no way to draw ${JSON.stringify(part)}`);
      for (const { 0: text, index: at } of part.matchAll(
        /\u2588+|\u2591+|[^\s\u2588\u2591]+(?: [^\s\u2588\u2591]+)*/g,
      )) {
        pieces.push({ text, column: column + [...part.slice(0, at)].length, look });
      }
      column += [...part].length;
    }
    if (column > COLUMNS) throw new Error(`a line is ${column} columns wide`);
    return pieces;
  });
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
