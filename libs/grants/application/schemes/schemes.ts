import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, type Action } from '#access/policy.js';
import { organisationOf } from '#access/organisation.js';
import { streams, type SchemeEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import type { SchemeCommand } from '../../domain/scheme/commands.js';
import { scheme } from '../../domain/scheme/scheme.js';
import type { Scheme } from '../../domain/scheme/state.js';
import { regulationOf } from '../../domain/scheme/versions.js';

/** What a scheme's stream keeps to. */
export const rules: StreamRules<Scheme, SchemeCommand, SchemeEvent> = {
  decider: scheme,
  streamOf: streams.scheme,
  hot: true,
  // It lasts for decades, and its delegations are given anew as people come and go.
  most: 1_000,
  mostOf: { DelegationGranted: 5_000, DelegationRevoked: 5_000 },
};

/** The schemes' streams. */
@Injectable()
export class Schemes {
  constructor(private readonly handling: CommandHandling) {}

  /** The scheme as it stands now. */
  async find(schemeId: string): Promise<Scheme> {
    return (await this.handling.load(rules, schemeId)).state;
  }

  /** A regulation version of a scheme that is known to have adopted it. @throws Error when it has not: a bug */
  async regulation(schemeId: string, version: string): Promise<RegulationVersion> {
    const regulation = regulationOf(await this.find(schemeId), version);
    if (!regulation) throw new Error(`scheme ${schemeId} has no regulation version ${version}`);
    return regulation;
  }

  /** Carries out a command of the directorate that owns the scheme, or is about to. */
  act(action: Action, id: string, command: SchemeCommand, context: CommandContext): Promise<Outcome> {
    const guard = (state: Scheme) => {
      const owner = state.status === 'none' ? organisationOf(context.actor) : state.directorate;
      return denied(context.actor, action, { owner });
    };
    return this.handling.handle(rules, { id, command, context, guard });
  }
}
