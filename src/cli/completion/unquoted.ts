/** A word of a command line as the shell would hand it on: without its quotes and backslashes, `~` and variables left as they are. */
export function unquoted(word: string): string {
  let result = '';
  let quote = '';
  for (let index = 0; index < word.length; index++) {
    const character = word.charAt(index);
    const next = word[index + 1];
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else if (character === '\\' && next !== undefined && (quote === '' || (quote === '"' && '"\\$`'.includes(next)))) {
      result += next;
      index++;
    } else result += character;
  }
  return result;
}
