import { readFileSync } from 'node:fs';

/** Told of a variable that cannot be used, and why; never what it says. */
export type Refuse = (name: string, reason: string) => void;

/** A variable's value; undefined where it is absent or empty. */
export type Get = (name: string) => string | undefined;

/** Variables that may hold a password, and so may name a file that does: the name with `_FILE`. */
const SECRETS = new Set([
  'TILSAGN_LOG',
  'TILSAGN_STORES',
  'TILSAGN_ERASURES',
  'TILSAGN_READ_MODELS',
  'TILSAGN_S3_SECRET',
]);

/** Reads variables, secret ones also from the file that stands for them; blanks around a value are not part of it. */
export function withFiles(env: Readonly<Record<string, string | undefined>>, refuse: Refuse): Get {
  const told = (name: string) => env[name]?.trim() || undefined;
  return (name) => {
    const value = told(name);
    const file = SECRETS.has(name) ? told(`${name}_FILE`) : undefined;
    if (file === undefined) return value;
    if (value !== undefined) {
      refuse(name, `and ${name}_FILE are both set: set one`);
      return undefined;
    }
    return contentOf(file, (reason) => refuse(`${name}_FILE`, reason));
  };
}

function contentOf(file: string, refuse: (reason: string) => void): string | undefined {
  try {
    const content = readFileSync(file, 'utf8').trim();
    if (content !== '') return content;
    refuse('names an empty file');
  } catch (error) {
    refuse(`names a file that cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
  return undefined;
}
