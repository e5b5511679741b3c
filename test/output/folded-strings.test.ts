import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from '../../src/output/formats/yaml.js';
import { textWidth } from '../../src/text/width.js';
import type { Json } from '../../src/values/to-text.js';

const IMAGE = `docker.io/airbyte/python-connector-base:2.0.0@sha256:${'c44839ba'.repeat(8)}`;

describe('YAML folded into a terminal', () => {
  it('breaks between words, and words behind a mark', () => {
    const value = {
      connectorBuildOptions: { baseImage: IMAGE },
      documentationUrl: 'https://docs.airbyte.com/integrations/destinations/amazon-sqs',
      message: 'UX improvement, multi-stream support and deprecation of some parsing features',
      tags: ['language:python', 'a tag: with what needs quotes, and long enough to be folded'],
    };
    expect(yamlText(value, 48).split('\n')).toEqual([
      'connectorBuildOptions:',
      '  baseImage: "docker.io/airbyte/\\',
      '    python-connector-base:2.0.0@sha256:\\',
      `    ${'c44839ba'.repeat(8).slice(0, 42)}\\`,
      `    ${'c44839ba'.repeat(8).slice(42)}"`,
      'documentationUrl: "https://docs.airbyte.com/\\',
      '  integrations/destinations/amazon-sqs"',
      'message: UX improvement, multi-stream support',
      '  and deprecation of some parsing features',
      'tags:',
      '  - language:python',
      '  - "a tag: with what needs quotes, and long',
      '    enough to be folded"',
      '',
    ]);
  });

  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          'word',
          ' ',
          '  ',
          ':',
          '::error::x',
          '##[x]',
          '#',
          '\n',
          '\\',
          '"',
          '/',
          IMAGE,
          '- ',
          '漢字',
          '\t',
        ),
        {
          maxLength: 30,
        },
      )
      .map((parts) => parts.join('')),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4 }),
    ),
  }));

  it('is the same value as on long lines, also where it stands further in', () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 20, max: 200 }), (shown, width) => {
        const folded = yamlText({ data: shown }, width).replaceAll(/^(?=.)/gm, '  ');
        expect(parse(folded, { version: '1.1' })).toEqual({ data: shown });
      }),
      { numRuns: 2_000 },
    );
  });

  it('no line is wider than the terminal, as long as a key and its indentation are not', () => {
    // Two colons are what a CI runner may obey: the escape for that takes room that nobody could foresee.
    const words = fc
      .array(fc.stringMatching(/^[a-z0-9:/@._-]{1,90}$/), { maxLength: 12 })
      .map((all) => all.join(' ').replaceAll(/:{2,}/g, ':'));
    const metadata = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(words, fc.array(words), fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), words)),
    );
    fc.assert(
      fc.property(metadata, fc.integer({ min: 36, max: 200 }), (shown, width) => {
        for (const line of yamlText(shown, width).split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
