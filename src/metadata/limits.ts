/** What a metadata file may cost before it is refused. Real files are below 20 kB, 10 levels and no aliases at all. */
export const METADATA_LIMITS = Object.freeze({
  /** Bytes of one file. */
  bytes: 1024 * 1024,
  /** Pieces that the full reader cuts a file into: indentations, words, colons, line ends. They cost time each. */
  tokens: 500_000,
  /** Collections inside one another. PyYAML itself gives up at a few hundred. */
  depth: 100,
  /** Nodes that aliases and merge keys repeat; sharing keeps them cheap to hold, but every reader walks them all. */
  repeatedNodes: 100_000,
  /** Digits of a whole number in decimal: Python refuses more, since converting them takes quadratic time. */
  integerDigits: 4300,
});
