import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';

const pglite = new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'));

/**
 * PGlite's code, compiled: the process keeps what it compiled for as long as somebody holds it, so each server of a test
 * after the first begins with what the ones before have made fast.
 */
export const compiled = await WebAssembly.compile(await readFile(fileURLToPath(pglite)));

/** Where tests run: Node, in a process that compiles PGlite once. */
export default class extends TestEnvironment {}
