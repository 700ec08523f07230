const ASCII = /^[\0-\x7f]*$/;

/** Text in lower case as the invariant culture has it: character by character, never leaving or entering ASCII. */
export function toLowerInvariant(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : mapCharacters(text, (character) => character.toLowerCase());
}

/** Text in upper case, likewise. */
export function toUpperInvariant(text: string): string {
  return ASCII.test(text) ? text.toUpperCase() : mapCharacters(text, (character) => character.toUpperCase());
}

function mapCharacters(text: string, map: (character: string) => string): string {
  let result = '';
  for (const character of text) {
    const mapped = map(character);
    const isSimple = mapped.length === character.length && ASCII.test(mapped) === ASCII.test(character);
    result += isSimple ? mapped : character;
  }
  return result;
}

/** Text in the form in which texts that differ in case only are the same; keeps every position. */
export function foldCase(text: string): string {
  return toUpperInvariant(text);
}
