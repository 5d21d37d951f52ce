import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import { allLifecycles, LIFECYCLES_PAGE } from './all.js';
import { diagramOf, lifecyclesPage } from './page.js';

describe('the pictures of the lifecycles', () => {
  it('show what the deciders do: `npm run lifecycles` writes them anew', () => {
    expect(readFileSync(projectFile(LIFECYCLES_PAGE), 'utf8')).toBe(lifecyclesPage(allLifecycles()));
  });

  it('begin and end, join the commands between two states, and name those that stay', () => {
    const transitions = [
      { from: 'none', to: 'in-work', command: 'Begin' },
      { from: 'in-work', to: 'in-work', command: 'GoOn' },
      { from: 'in-work', to: 'over', command: 'Stop' },
      { from: 'in-work', to: 'over', command: 'End' },
    ];
    expect(diagramOf({ title: '', about: '', transitions }).split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "in-work" as in_work',
      '  state "over" as over',
      '  [*] --> in_work: Begin',
      '  in_work --> over: End, Stop',
      '  over --> [*]',
      '  note right of in_work: also GoOn',
    ]);
  });

  it('lead into every state, so that none is drawn that cannot be reached', () => {
    for (const { title, transitions } of allLifecycles()) {
      const reached = new Set(transitions.flatMap(({ from, to }) => (from === to ? [] : [to])));
      const unreached = transitions
        .map(({ from }) => from)
        .filter((from) => from !== 'none' && !reached.has(from));
      expect({ title, unreached }).toEqual({ title, unreached: [] });
    }
  });
});
