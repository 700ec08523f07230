/**
 * The parameters of a relative path such as `orders/{id}`; undefined when the path does not fit. Fixed parts are compared
 * without regard to case; a trigger without a template takes no path.
 * @param path as it was called, still encoded, without the slash before it
 */
export function matchRelativePath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = partsOf(template);
  const given = partsOf(path);
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decode(given[index] ?? '');
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name !== undefined) parameters[name] = value;
    else if (part.toLowerCase() !== value.toLowerCase()) return undefined;
  }
  return parameters;
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
