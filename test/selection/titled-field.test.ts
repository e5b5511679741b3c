import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTitledField } from '../../src/selection/titled-field.js';

describe('a field with a title of one’s own', () => {
  it.each<[string, string | undefined, string]>([
    ['name', undefined, 'name'],
    ['Level=supportLevel', 'Level', 'supportLevel'],
    [' Support level = data.supportLevel ', 'Support level', 'data.supportLevel'],
    ["data['a=b']", undefined, "data['a=b']"],
    ["A=data['a=b']", 'A', "data['a=b']"],
    ["data['it\\'s]=x']", undefined, "data['it\\'s]=x']"],
    ["Owner's=data.owner", "Owner's", 'data.owner'],
    ["Owner's=data['owner']", "Owner's", "data['owner']"],
    ['Version (latest)=version', 'Version (latest)', 'version'],
    ['"Sales, EU"=data.x', 'Sales, EU', 'data.x'],
    ["'a=b'=data.x", 'a=b', 'data.x'],
    ['Level:=data.x', 'Level:', 'data.x'],
    ['=name', '', 'name'],
    ['Title=', 'Title', ''],
    // Expressions, of which an equals sign may be a part.
    ["data.supportLevel == 'certified'", undefined, "data.supportLevel == 'certified'"],
    ["cert=data.supportLevel == 'certified'", 'cert', "data.supportLevel == 'certified'"],
    ['a <= b', undefined, 'a <= b'],
    ['a != b', undefined, 'a != b'],
    ['f(x=1)', undefined, 'f(x=1)'],
    ['major=semver(data.version).major', 'major', 'semver(data.version).major'],
  ])('%s', (written, title, field) => {
    expect(readTitledField(written)).toEqual({ field, ...(title === undefined ? {} : { title }) });
  });

  it('any title in quotes, and most without', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 ,.:;!?%/'_-]{0,20}[A-Za-z]$/), (title) => {
        expect(readTitledField(`${title}=data.x`)).toEqual({ title: title.trim(), field: 'data.x' });
        expect(readTitledField(`"${title}"=data.x`)).toEqual({ title, field: 'data.x' });
      }),
    );
  });
});
