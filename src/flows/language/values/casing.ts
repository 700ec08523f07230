/** True when all characters are of ASCII; a loop, because most texts here are short. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Text in lower case as the invariant culture has it: character by character, never leaving or entering ASCII. */
export function toLowerInvariant(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapCharacters(text, (character) => character.toLowerCase());
}

/** Text in upper case, likewise. */
export function toUpperInvariant(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapCharacters(text, (character) => character.toUpperCase());
}

function mapCharacters(text: string, map: (character: string) => string): string {
  let result = '';
  for (const character of text) {
    const mapped = map(character);
    const isSimple = mapped.length === character.length && isAscii(mapped) === isAscii(character);
    result += isSimple ? mapped : character;
  }
  return result;
}

/** Text in the form in which texts that differ in case only are the same; keeps every position. */
export function foldCase(text: string): string {
  return toUpperInvariant(text);
}
