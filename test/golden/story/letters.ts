import { KeptLetters } from '#grants/application/letters/kept-letters.js';
import type { System } from '#test/support/system.js';

/**
 * From now on only the first letter of each kind is made, as if the others were written elsewhere: a golden folder is
 * small, and a letter takes as much as a hundred events.
 */
export function sparingLetters({ standalone: { app } }: System): void {
  const letters = app.get(KeptLetters, { strict: false });
  const send = letters.send.bind(letters);
  const kinds = new Set<string>();
  letters.send = (sending, context) => {
    const write = async () => {
      const written = await sending.write();
      if (written === undefined || kinds.has(written.kind)) return undefined;
      kinds.add(written.kind);
      return written;
    };
    return send({ ...sending, write }, context);
  };
}
