import type { Transition } from '#eventsourcing/testing/table.js';

/** A lifecycle as the documentation shows it. */
export interface Lifecycle {
  readonly title: string;
  /** What a reader should know before the picture, one sentence. */
  readonly about: string;
  readonly transitions: readonly Transition[];
}

/** The Mermaid state diagram of a lifecycle: what leads from one state to another, and what leaves it where it is. */
export function diagramOf({ transitions }: Lifecycle): string {
  const arrows = new Map<string, string[]>();
  const staying = new Map<string, string[]>();
  for (const { from, to, command } of transitions) {
    const [where, key] = from === to ? [staying, from] : [arrows, `${idOf(from)} --> ${idOf(to)}`];
    where.set(key, [...(where.get(key) ?? []), command]);
  }
  const states = new Set(transitions.flatMap(({ from, to }) => [from, to]));
  const left = new Set(transitions.filter(({ from, to }) => from !== to).map(({ from }) => from));
  states.delete('none');
  return [
    'stateDiagram-v2',
    ...[...states].map((state) => `  state "${state}" as ${idOf(state)}`),
    ...[...arrows].map(([arrow, commands]) => `  ${arrow}: ${commands.toSorted().join(', ')}`),
    ...[...states].filter((state) => !left.has(state)).map((state) => `  ${idOf(state)} --> [*]`),
    ...[...staying].map(
      ([state, commands]) => `  note right of ${idOf(state)}: also ${commands.toSorted().join(', ')}`,
    ),
  ].join('\n');
}

/** The whole page. */
export function lifecyclesPage(lifecycles: readonly Lifecycle[]): string {
  const sections = lifecycles.map(
    (lifecycle) =>
      `## ${lifecycle.title}\n\n${lifecycle.about}\n\n\`\`\`mermaid\n${diagramOf(lifecycle)}\n\`\`\`\n`,
  );
  return [
    '# Lifecycles\n',
    'These pictures are made by asking the deciders: `npm run lifecycles` writes this page, and a test compares it. An arrow is a command that is carried out, or an event where its command has several outcomes; a command that is not shown in a state is refused there. What each one leads to, and with which code it is refused, stands in the `outcomes` of each decider’s `testing/samples.ts`: the usual one, and where it is another.\n',
    ...sections,
  ].join('\n');
}

function idOf(state: string): string {
  return state === 'none' ? '[*]' : state.replaceAll('-', '_');
}
