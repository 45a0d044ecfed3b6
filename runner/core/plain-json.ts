/**
 * Where a value is not plain JSON, and what is there: `Infinity at [3].ms`. Undefined where all of it survives
 * a trip through JSON unchanged. A member that is undefined is simply absent.
 */
export function plainJsonFault(value: unknown): string | undefined {
  return faultAt(value, '', []);
}

function faultAt(value: unknown, path: string, around: readonly object[]): string | undefined {
  const named = nameOfNoJson(value) ?? (around.includes(value as object) ? 'what it is itself a part of' : undefined);
  if (named !== undefined) return `${named} at ${path === '' ? 'the top' : path}`;
  if (typeof value !== 'object' || value === null) return undefined;
  const inside = [...around, value];
  // Array.from: the holes of an array are read as undefined.
  if (Array.isArray(value)) return first(Array.from(value, (item, at) => () => faultAt(item, `${path}[${at}]`, inside)));
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return first(
    members.map(
      ([name, member]) =>
        () =>
          faultAt(member, memberPath(path, name), inside),
    ),
  );
}

/** What the value is called, where JSON has nothing for it. */
function nameOfNoJson(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return 'a BigInt';
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    case 'object':
      return value === null || Array.isArray(value) || isPlain(value) ? undefined : withArticle(classOf(value));
    default:
      return undefined;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function classOf(value: object): string {
  return value.constructor?.name || 'object of a class';
}

function withArticle(name: string): string {
  return `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name}`;
}

function memberPath(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

function first(faults: readonly (() => string | undefined)[]): string | undefined {
  for (const fault of faults) {
    const found = fault();
    if (found !== undefined) return found;
  }
  return undefined;
}
