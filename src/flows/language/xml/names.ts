const NAME_START = /^[\p{L}_]$/u;
const NAME_PART = /^[\p{L}\p{M}\p{N}_.\-\u00b7\u203f-\u2040]$/u;

const ENCODED = /_x[0-9A-Fa-f]{4}(?:[0-9A-Fa-f]{4})?_/y;

/** A local name that XML allows: other characters are written `_xHHHH_`, as .NET's XmlConvert does. */
export function encodeName(name: string): string {
  let encoded = '';
  for (let offset = 0; offset < name.length; ) {
    const character = String.fromCodePoint(name.codePointAt(offset) ?? 0);
    ENCODED.lastIndex = offset;
    const isAllowed = (offset === 0 ? NAME_START : NAME_PART).test(character) && !ENCODED.test(name);
    encoded += isAllowed ? character : encodeCharacter(character);
    offset += character.length;
  }
  return encoded;
}

function encodeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `_x${code
    .toString(16)
    .toUpperCase()
    .padStart(code > 0xffff ? 8 : 4, '0')}_`;
}

/** The name that an encoded one stands for. */
export function decodeName(name: string): string {
  return name.replace(/_x([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})_/g, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
