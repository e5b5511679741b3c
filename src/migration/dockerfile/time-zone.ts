/** The zone of the base image, under all its names. */
const UTC = String.raw`(?:Etc/)?(?:UTC|UCT|Universal|Zulu)`;
const UTC_NAME = new RegExp(`^${UTC}$`);
const UTC_FILE = new RegExp(`^/usr/share/zoneinfo/${UTC}$`);

/** True for what a variable such as `TZ` says where it says UTC. */
export function isUtc(name: string): boolean {
  return UTC_NAME.test(name);
}

/** True for copying UTC to where the time zone is set, or all zones to where Debian has them: from whatever image. */
export function isUtcCopy(source: string, destination: string): boolean {
  if (UTC_FILE.test(source)) return destination === '/etc/localtime' || UTC_FILE.test(destination);
  return /^\/usr\/share\/zoneinfo\/?$/.test(source) && /^\/usr\/share\/zoneinfo\/?$/.test(destination);
}

/** True for a command that sets the time zone to UTC, in its usual forms. */
export function setsUtc(words: readonly string[]): boolean {
  const [command, ...rest] = words;
  if (command === 'echo' || command === 'printf') {
    const line = rest.join(' ').replace(/\\n$/, '');
    const [, zone] = /^(\S+) ?> ?\/etc\/timezone$/.exec(line) ?? [];
    return zone !== undefined && isUtc(zone);
  }
  const paths = rest.filter((word) => !/^-[a-zA-Z]+$|^--\w+(?:=\w+)?$/.test(word));
  const [source = '', destination = '', ...more] = paths;
  if (command === 'cp' || command === 'ln') return more.length === 0 && isUtcCopy(source, destination);
  return command === 'dpkg-reconfigure' && /^(?:noninteractive )?tzdata$/.test(paths.join(' '));
}
