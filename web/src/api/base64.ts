const BYTES_AT_ONCE = 0x8000;

/** Bytes as base64 text (RFC 4648). */
export function base64Of(content: ArrayBuffer | Uint8Array): string {
  const bytes = new Uint8Array(content);
  let text = '';
  for (let start = 0; start < bytes.length; start += BYTES_AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(start, start + BYTES_AT_ONCE));
  return btoa(text);
}
