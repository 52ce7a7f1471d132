/** A function, a value or a statement that stands at the left margin of a library, with the comment before it. */
interface Part {
  /** What it declares; none: a statement, which every script runs. */
  names: readonly string[];
  text: string;
}

/**
 * What of the libraries a script needs, in their order: what it names, and what that names in turn. A script makes all
 * its functions and tables anew each time that it runs, so one that it does not need costs as much as one that it does.
 */
export function neededOf(libraries: readonly string[], body: string): string {
  const parts = libraries.flatMap(partsOf);
  let asked = withoutComments(body);
  const kept: string[] = [];
  for (const { names, text } of parts.reverse()) {
    if (names.length > 0 && !names.some((name) => new RegExp(`\\b${name}\\b`).test(asked))) continue;
    kept.push(text);
    asked += withoutComments(text);
  }
  return kept.reverse().join('\n');
}

function withoutComments(text: string): string {
  return text.replace(/--.*$/gm, '');
}

function partsOf(library: string): Part[] {
  const parts: Part[] = [];
  let lines: string[] = [];
  let names: string[] | undefined;
  for (const line of library.split('\n')) {
    lines.push(line);
    if (names === undefined) {
      if (line === '' || line.startsWith('--')) continue;
      names = declaredBy(line);
      // What goes on over several lines ends at the left margin.
      if (/(\{|\bthen|\bdo|^local function .*)$/.test(line)) continue;
    } else if (!/^(end|\})$/.test(line)) continue;
    parts.push({ names, text: lines.join('\n') });
    [lines, names] = [[], undefined];
  }
  return parts;
}

function declaredBy(line: string): string[] {
  const declared = /^local function (\w+)/.exec(line)?.[1] ?? /^local ([\w, ]+?)(?: =|$)/.exec(line)?.[1];
  return declared?.split(', ') ?? [];
}
