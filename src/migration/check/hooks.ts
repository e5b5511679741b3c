/** The hooks that the build calls, where a module has them. */
const HOOKS = ['pre_connector_install', 'post_connector_install'] as const;
export type HookName = (typeof HOOKS)[number];

export interface Hook {
  readonly name: HookName;
  readonly async: boolean;
  /** From 1. */
  readonly line: number;
}

/** The hooks that a Python module defines at its top level; of two of one name, the last. Strings and comments define nothing. */
export function hooksOf(module: string): readonly Hook[] {
  const found = new Map<HookName, Hook>();
  withoutStrings(module)
    .split(/\r?\n/)
    .forEach((line, index) => {
      const definition = /^(async[ \t]+)?def[ \t]+(\w+)[ \t]*[([]/.exec(line);
      const name = HOOKS.find((hook) => hook === definition?.[2]);
      if (name !== undefined) found.set(name, { name, async: definition?.[1] !== undefined, line: index + 1 });
    });
  return [...found.values()];
}

/** Blanks out strings and comments, line ends kept, so that lines stay lines. Joined lines become one with blank ones after. */
function withoutStrings(module: string): string {
  const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');
  return module.replace(
    /"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#[^\r\n]*/g,
    (text) => (text.startsWith('#') ? blank(text) : `_${blank(text.slice(1))}`),
  );
}
