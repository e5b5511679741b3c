import { choice, flag, text, wholeNumber } from './option.js';

export const baseImage = text({
  name: 'base-image',
  value: 'ADDRESS',
  group: 'Command',
  describe: 'the latest base image, as a whole address with tag and digest',
});
export const latestFrom = choice({
  name: 'latest-from',
  choices: ['fleet', 'registry'],
  group: 'Command',
  describe: 'where the latest base image is looked up (default: the highest that the fleet pins)',
});
export const registry = text({
  name: 'registry',
  value: 'URL',
  group: 'Command',
  describe: 'a mirror or a local registry to ask instead of the one that addresses name',
});
export const verify = flag({
  name: 'verify',
  group: 'Command',
  describe: 'compare every pinned address with its registry: ok, moved or missing',
});
export const ciResults = text({
  name: 'ci-results',
  value: 'FILE',
  group: 'Command',
  describe: 'JSON that says which connectors passed CI: { "source-x": "passed" }',
});
export const annotations = flag({
  name: 'annotations',
  group: 'Command',
  describe: 'print GitHub annotations, which a pull request shows beside the files',
});
export const pullRequest = wholeNumber({
  name: 'pr',
  value: 'N',
  group: 'Command',
  describe: 'the number of the pull request, for the changelog row',
});
export const date = text({
  name: 'date',
  value: 'YYYY-MM-DD',
  group: 'Command',
  describe: 'the date of the changelog row (default: today, UTC)',
});
export const dryRun = flag({
  name: 'dry-run',
  group: 'Command',
  describe: 'write nothing; print a patch that `git apply` takes',
});
export const scaffoldHooks = flag({
  name: 'scaffold-hooks',
  group: 'Command',
  describe: 'write a build_customization.py that carries over what the Dockerfile does beyond the common pattern',
});
export const force = flag({
  name: 'force',
  group: 'Command',
  describe: 'delete a Dockerfile even where that loses something',
});
export const recoverOnly = flag({
  name: 'recover',
  group: 'Command',
  describe: 'only finish or undo what an interrupted run left',
});

/** How the latest base image is found; `images`, `check` and `migrate` share it. */
export const LATEST_OPTIONS = [baseImage, latestFrom, registry] as const;
