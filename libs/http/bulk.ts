import { applyDecorators, createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Position } from '#eventsourcing/event.js';
import { othersTurn } from '#cqrs/fair-turns.js';
import { Parts } from './fields.js';
import { plain } from './plain.js';
import { documentOf, problemOfRefusal, type ProblemDocument } from './problems.js';
import type { BulkItem, PlatformRequest } from './request.js';

/** Items of one bulk command at most: together they take seconds, not minutes. */
export const MOST_ITEMS = 200;

/** The items of a bulk command, each about another thing. */
export function Items(type: () => Type<object>): PropertyDecorator {
  const differ = (items: unknown) => Array.isArray(items) && new Set(items.map(idOf)).size === items.length;
  const once = ValidateBy({
    name: 'once',
    validator: { validate: differ, defaultMessage: () => 'must name each id once' },
  });
  return applyDecorators(Parts(type, { min: 1, max: MOST_ITEMS }), once);
}

function idOf(item: unknown): unknown {
  return (item as Partial<BulkItem> | null)?.id;
}

/** What became of an item. */
export type ItemAnswer =
  | { readonly id: string; readonly ok: true; readonly revision: number; readonly position: string }
  | { readonly id: string; readonly ok: false; readonly problem: ProblemDocument };

/** The answer to a bulk command: what became of each item, in their order. */
export interface BulkAnswer {
  readonly items: readonly ItemAnswer[];
  /** Position from which a read model shows all that was done; none where nothing was. */
  readonly position?: string;
}

/** Takes the items of a bulk command one after the other: what one is refused for is no matter to the others. */
export class BulkCommand {
  constructor(
    private readonly contextOf: (item: BulkItem) => CommandContext,
    private readonly compare: (a: Position, b: Position) => number,
  ) {}

  /** `hrefOf` names the route of the single command, which the problem of an item is an instance of. */
  async each<Each extends BulkItem>(
    items: readonly Each[],
    hrefOf: (id: string) => string,
    take: (
      id: string,
      content: Omit<Each, 'id' | 'impartiality'>,
      context: CommandContext,
    ) => Promise<Outcome>,
  ): Promise<BulkAnswer> {
    const answers: ItemAnswer[] = [];
    for (const item of items) {
      await othersTurn();
      const { id, impartiality: _, ...content } = plain(item);
      const outcome = await take(id, content, this.contextOf(item));
      answers.push(answered(id, outcome, hrefOf(id)));
    }
    // An item that was done before has the position it had then, so the last one need not be the latest.
    const latest = answers
      .flatMap((answer) => (answer.ok ? [answer.position] : []))
      .toSorted(this.compare)
      .at(-1);
    return { items: answers, ...(latest === undefined ? {} : { position: latest }) };
  }
}

function answered(id: string, outcome: Outcome, href: string): ItemAnswer {
  if (!outcome.ok) return { id, ok: false, problem: documentOf(problemOfRefusal(outcome.refusal), href) };
  const { revision, position } = outcome.receipt;
  return { id, ok: true, revision, position };
}

/** The bulk command a request carries: the id of each item's command derives from the request's key and the item. */
export const Bulk = createParamDecorator((_: unknown, context: ExecutionContext): BulkCommand => {
  const request = context.switchToHttp().getRequest<PlatformRequest>();
  const { commandContexts, comparePositions, actor } = request;
  const whole = commandContexts.of(request, actor!);
  return new BulkCommand((item) => commandContexts.ofItem(whole, plain(item)), comparePositions);
});

/** What of a bulk answer the document of the API says. */
export const BULK_ANSWER = {
  type: 'object' as const,
  description:
    'What became of each item, in their order; an item that is refused is no matter to the others.',
  properties: {
    items: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        properties: {
          id: { type: 'string' as const },
          ok: { type: 'boolean' as const },
          revision: { type: 'integer' as const, minimum: 0 },
          position: { type: 'string' as const },
          problem: { $ref: '#/components/schemas/Problem' },
        },
        required: ['id', 'ok'],
      },
    },
    position: { type: 'string' as const },
  },
  required: ['items'],
};
