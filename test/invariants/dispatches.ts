import type { Source } from '#test/house/sources.js';

/** A class that carries a command out, as its source says it. */
export interface Handler {
  readonly command: string;
  readonly name: string;
  readonly text: string;
}

const HANDLER = /@CommandHandler\((\w+)\)\s*export class (\w+)/g;

/** All classes that carry commands out. */
export function handlersIn(sources: readonly Source[]): Handler[] {
  return sources.flatMap(({ text }) => {
    const found = [...text.matchAll(HANDLER)];
    return found.map(({ index, 1: command, 2: name }, number) => ({
      command: command!,
      name: name!,
      text: text.slice(index, found[number + 1]?.index),
    }));
  });
}

/** Names of the commands that requests become. */
export function commandsOfApi(sources: readonly Source[], handlers: readonly Handler[]): string[] {
  const sent = sources
    .filter(({ path }) => /^libs\/\w[\w-]*\/http\/.*\.ts$/.test(path))
    .flatMap(({ text }) => [...text.matchAll(/new (\w+)\(/g)].map(([, name]) => name!));
  const handled = new Set(handlers.map(({ command }) => command));
  return [...new Set(sent)].filter((name) => handled.has(name)).toSorted();
}

/** Names of the steps in all tables that a person is asked for, or that follow from something else. */
export function stepsIn(sources: readonly Source[], kind: 'may' | 'follows'): string[] {
  return sources
    .filter(({ text }) => text.includes('satisfies Steps<'))
    .flatMap(({ text }) => [...text.matchAll(/^ {2}(\w+): \{\s*(may|follows):/gm)])
    .filter((row) => row[2] === kind)
    .map((row) => row[1]!);
}

/** Those of some steps that requests become. */
export function stepsOfApi(sources: readonly Source[], steps: readonly string[]): string[] {
  const sent = sources
    .filter(({ path }) => /^libs\/\w[\w-]*\/(?:http|queries)\/.*\.ts$/.test(path))
    .flatMap(({ text }) => [...text.matchAll(/type: '(\w+)'/g)].map(([, name]) => name!));
  return steps.filter((step) => sent.includes(step));
}

/** Whether a person is asked for, so that their repetitions are counted. */
export function asksWho({ text }: Pick<Handler, 'text'>): boolean {
  return /extends TakesSteps|\.(?:act|announce|accept|enter|set|record)\(/.test(text);
}

/** Whether something is sent that is carried out however often it came. */
export function sendsUnasked({ text }: Pick<Handler, 'text'>): boolean {
  return /\.(?:follow|book|submit|submitAgain)\(/.test(text);
}

/** Methods that hand a command to its stream without a guard, by their files. */
export function unguardedIn(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const methods = text.split(/^ {2}(?=(?:private |async )*\w+\()/m);
    return methods
      .filter((method) => /handling\.handle\((?:(?!guard)[^;])*\);/s.test(method))
      .map((method) => `${path}: ${/(\w+)\(/.exec(method)![1]}`);
  });
}
