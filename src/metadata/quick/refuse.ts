/** The reader met something that it leaves to the full reader; not an error of the file. */
export class Refused extends Error {}

// One for all: a stack trace for each would cost more than the reading.
const REFUSED = new Refused();

export function refuse(): never {
  throw REFUSED;
}
