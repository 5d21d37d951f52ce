import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** A program was called wrongly, or with what it cannot use: said in one line, exit code 2. */
export class WrongUsage extends Error {}

/** Reads the options of a program that takes nothing else. @throws WrongUsage */
export function readOptions<Options extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new WrongUsage(`${what}; --help lists the options`, { cause: error });
  }
}
