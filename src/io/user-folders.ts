type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The user's folder for what fleetq can make again: `FLEETQ_CACHE_DIR`, else the system's usual place; null where there
 * is no home folder. As the XDG specification has it, a path that is empty or not absolute is ignored: it would lie in
 * whatever checkout fleetq is run in.
 */
export function cacheFolder(variables: Variables): string | null {
  const { FLEETQ_CACHE_DIR: asked, XDG_CACHE_HOME: xdg } = variables;
  if (isAbsolute(asked)) return asked;
  return systemFolder(variables, { xdg, linux: '.cache', mac: 'Caches', windows: 'Cache' });
}

/** The user's folder for what has to outlive a run, such as the journal of a migration. */
export function stateFolderOfUser(variables: Variables): string | null {
  const { XDG_STATE_HOME: xdg } = variables;
  return systemFolder(variables, { xdg, linux: '.local/state', mac: 'Application Support', windows: 'State' });
}

interface Places {
  readonly xdg: string | undefined;
  readonly linux: string;
  readonly mac: string;
  readonly windows: string;
}

/** Written out and not left to a library, because it is needed before anything can be loaded quickly. */
function systemFolder(variables: Variables, { xdg, linux, mac, windows }: Places): string | null {
  const path = process.getBuiltinModule('node:path');
  const home = homeFolder(variables);
  switch (process.platform) {
    case 'darwin':
      return home === null ? null : path.join(home, 'Library', mac, 'fleetq');
    case 'win32': {
      const local = variables.LOCALAPPDATA;
      const base = isAbsolute(local) ? local : home === null ? null : path.join(home, 'AppData', 'Local');
      return base === null ? null : path.join(base, 'fleetq', windows);
    }
    default:
      if (isAbsolute(xdg)) return path.join(xdg, 'fleetq');
      return home === null ? null : path.join(home, linux, 'fleetq');
  }
}

function homeFolder({ HOME: home }: Variables): string | null {
  if (process.platform !== 'win32' && isAbsolute(home)) return home;
  // Not os.homedir(): that takes an empty or relative HOME as it is.
  const { homedir } = process.getBuiltinModule('node:os').userInfo();
  return isAbsolute(homedir) ? homedir : null;
}

function isAbsolute(path: string | undefined): path is string {
  return path !== undefined && process.getBuiltinModule('node:path').isAbsolute(path);
}
