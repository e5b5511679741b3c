/** Whether a path changed: itself, or a folder above it that is a repository of its own and stands for all that it holds. */
export function isChanged(changed: ReadonlySet<string>, path: string): boolean {
  return changed.has(path) || foldersAbove(path).some((folder) => changed.has(folder));
}

/** The folders that hold changed paths, the root (`.`) included. */
export function foldersOf(changed: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...changed].flatMap(foldersAbove));
}

function foldersAbove(path: string): readonly string[] {
  const folders = ['.'];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}
