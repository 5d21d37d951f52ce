import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What others may do with a file. */
const OF_OTHERS = 0o077;

/** What the type declares of the WebAssembly module leaves out where its files get their modes. */
interface WithNodeFiles {
  readonly NODEFS: Record<'node_ops' | 'stream_ops', { setattr: (node: unknown, change: Change) => void }>;
}

/** A change of a file's attributes. */
interface Change {
  readonly mode?: number | null;
}

/** The files of a PGlite database, its owner's alone: PGlite gives each its mode itself, past the umask. */
export class OwnersFiles extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const { preRun = [] } = emscriptenOpts;
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [keepFromOthers, ...[preRun].flat()] } };
  }
}

function keepFromOthers(module: object): void {
  const { node_ops: byName, stream_ops: opened } = (module as WithNodeFiles).NODEFS;
  for (const operations of [byName, opened]) {
    const set = operations.setattr;
    operations.setattr = (node, change) =>
      set(node, typeof change.mode === 'number' ? { ...change, mode: change.mode & ~OF_OTHERS } : change);
  }
}
