/** A topic of `fleetq help`: a page of the documentation. */
export interface Topic {
  readonly name: TopicName;
  readonly aliases: readonly string[];
  /** A line for the list of topics. */
  readonly summary: string;
  /** The file that owns what the topic tells, relative to the package. */
  readonly document: string;
}

export type TopicName = 'query' | 'formats' | 'exit-codes' | 'configuration' | 'migration' | 'security';

export const TOPICS: readonly Topic[] = [
  {
    name: 'query',
    aliases: ['query-language', 'metadata-query'],
    summary: 'the query language, in ten minutes and in full',
    document: 'docs/query-language.md',
  },
  {
    name: 'formats',
    aliases: ['format', 'forms', 'output', 'output-forms'],
    summary: 'what -o takes, the JSON documents and the metrics',
    document: 'docs/output.md',
  },
  {
    name: 'exit-codes',
    aliases: ['exit-code', 'exit-status', 'exit'],
    summary: 'what each exit code means',
    document: 'docs/exit-codes.md',
  },
  {
    name: 'configuration',
    aliases: ['config', 'fleetq.yaml', 'environment'],
    summary: 'fleetq.yaml, for other layouts, and environment variables',
    document: 'docs/configuration.md',
  },
  {
    name: 'migration',
    aliases: [],
    summary: 'the way to the base image, step by step',
    document: 'docs/migration.md',
  },
  {
    name: 'security',
    aliases: [],
    summary: 'what fleetq trusts, and what it promises',
    document: 'docs/security.md',
  },
];

/** The page of the documentation that a word names: a topic, or a file such as `docs/commands/list.md`. */
export function documentOf(word: string): string | undefined {
  const topic = TOPICS.find(({ name, aliases }) => name === word || aliases.includes(word));
  return topic?.document ?? (/^docs(?:\/[a-z-]+)+\.md$/.test(word) ? word : undefined);
}
