import { fail, pass, type Criterion } from './criterion.js';

/** 1: no `Dockerfile` in the connector's folder. */
export const dockerfileRemoved: Criterion = (connector) =>
  Promise.resolve(
    connector.folder.hasDockerfile
      ? fail('the connector still has a Dockerfile', `${connector.path}/Dockerfile`)
      : pass('there is no Dockerfile'),
  );
