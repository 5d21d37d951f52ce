import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder of the caller's own, for tests; what is put beside it goes with it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const around = mkdtempSync(join(tmpdir(), 'tilsagn-'));
  const path = join(around, 'own');
  mkdirSync(path, { mode: 0o700 });
  return { path, remove: () => rmSync(around, { recursive: true, force: true }) };
}
