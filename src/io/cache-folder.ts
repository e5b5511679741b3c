type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The user's folder for what fleetq can make again: `FLEETQ_CACHE_DIR`, else the system's usual place. Written out and
 * not left to a library, because it is needed before anything can be loaded quickly.
 */
export function cacheFolder(variables: Variables): string {
  const { FLEETQ_CACHE_DIR: asked, LOCALAPPDATA: local, XDG_CACHE_HOME: xdg } = variables;
  if (given(asked)) return asked;
  const path = process.getBuiltinModule('node:path');
  const home = process.getBuiltinModule('node:os').homedir();
  switch (process.platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Caches', 'fleetq');
    case 'win32':
      return path.join(given(local) ? local : path.join(home, 'AppData', 'Local'), 'fleetq', 'Cache');
    default:
      return path.join(given(xdg) ? xdg : path.join(home, '.cache'), 'fleetq');
  }
}

function given(variable: string | undefined): variable is string {
  return variable !== undefined && variable !== '';
}
