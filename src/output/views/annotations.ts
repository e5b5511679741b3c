import type { CheckedConnector } from '../../migration/check/check.js';
import { CRITERIA } from '../../migration/check/criterion.js';

/**
 * Findings as workflow commands of GitHub Actions, one a line: an error for what fails, a warning for what a person
 * has to look at. What is merely not known without more options is left out.
 */
export function annotationsOf(checked: readonly CheckedConnector[]): string {
  return checked.flatMap(linesOf).join('');
}

function linesOf({ connector, findings }: CheckedConnector): readonly string[] {
  return CRITERIA.flatMap((name) => {
    const { verdict, reason, file } = findings[name];
    const review = name === 'customization-reviewed' && verdict === 'unknown';
    if (verdict !== 'fail' && !review) return [];
    const properties = [
      `file=${property(file ?? connector.metadataPath)}`,
      `title=${property(`${connector.name}: ${name}`)}`,
    ];
    return [`::${verdict === 'fail' ? 'error' : 'warning'} ${properties.join(',')}::${data(reason)}\n`];
  });
}

/** A line end would end the command, and whatever follows it would be another one. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
