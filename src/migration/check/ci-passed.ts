import { fail, pass, unknown, type Criterion } from './criterion.js';

/** 5: the connector's CI run passed, as a results file says. */
export const ciPassed: Criterion = (connector, { ciResults }) => {
  const passed = ciResults?.get(connector.name);
  if (passed !== undefined) return Promise.resolve(passed ? pass('CI passed') : fail('CI failed'));
  return Promise.resolve(
    unknown(ciResults === null ? 'no results: give --ci-results FILE' : 'the results file does not name the connector'),
  );
};
