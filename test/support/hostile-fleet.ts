/** Metadata that would break a terminal, a spreadsheet, a web page, YAML, JavaScript's objects or a careless program. */
const HOSTILE = String.raw`
  name: "\e[31mred\e[0m \e]0;title\a \x9b31m \x7f"
  lines: "one\ntwo\r\nthree\rfour\u2028five\u2029six\tseven"
  blank: "\n"
  markup: "</script><script>alert(1)</script><b>&amp;"
  markdown: "a | b \\| c ${'`'}code${'`'} *x* _y_ ~~z~~ [l](http://x) ![i](u) \\ #1"
  formula: "=HYPERLINK(\"http://x\",\"y\")"
  formulas: ["+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "a;=1+1", "x\t=1", "|=1"]
  numbers: [-5, +7, -5.0, 1.0, 1.0e+300, .nan, .inf, -.inf, 123456789012345678901234567890, -0.0]
  quotes: "say \"hi\", 'ho' \\ ; |"
  long: "${'x'.repeat(1000)}"
  words: "${'lorem ipsum '.repeat(90)}"
  direction: "abc\u202Edcba\u202C \u2066x\u2069 \u200f\u200e\u061c עברית"
  wide: "漢字かな交じり文 ｆｕｌｌ 한국어"
  emoji: "👨‍👩‍👧‍👦 🇩🇪 👍🏽 ☺️ 🫠"
  zero: "a\u200bb\u00adc\ufeffd\ufffe"
  surrogate: "\ud83d alone"
  dates: [2024-10-01, 2024-10-01T12:30:00Z, 2024-10-01 12:30:00.5 +02:00, "2024-10-01"]
  looks: ["yes", "null", "~", "0x10", "1:30", "1_000", "<<", "=", "- a", "a: b", "#c", "", " pad ", "!tag", "&a", "*b", "%d", "{}", "[]", "o'x"]
  2: integer key
  1.5: float key
  true: boolean key
  null: null key
  2024-10-01: date key
  "1.2.3": {deep: version key}
  "a.b": dotted
  "": empty key
  "\e[1mkey\n|": "\a"
  "=key": "<<"
  "<<": merge
  __proto__: {polluted: true}
  constructor: {prototype: {polluted: true}}
  toString: mine
  hasOwnProperty: 1
  empty: {list: [], mapping: {}, text: "", nothing: }
  nested: [[1, [2, {a: 3}]], {a: {b: [{c: 1}]}}]
`;

const HEAD = String.raw`data:
  dockerImageTag: "=1+\e[1m1"
  supportLevel: "certi\u202efied | \n="
  connectorBuildOptions: {baseImage: "docker.io/a\e[31m/b:1\n"}
`;

/** Connector files whose names and contents are hostile; the keys are paths below the folder of connectors. */
export const HOSTILE_FLEET: Readonly<Record<string, string>> = {
  'source-hostile/metadata.yaml': HEAD + HOSTILE.replace(/^\n/, ''),
  'source-plain/metadata.yaml':
    'data: {supportLevel: community, dockerImageTag: 1.0.0, numbers: [1], toString: mine}\n',
  'source-\u001b[31mred\u202e/metadata.yaml': 'data: {supportLevel: community}\n',
  'source-a\nb "c"|<b>/metadata.yaml': 'data: {supportLevel: null}\n',
  '=1+1/metadata.yaml': 'data: {supportLevel: [a, {b: 1}]}\n',
  'source-漢字/metadata.yaml': 'data: {}\n',
};
