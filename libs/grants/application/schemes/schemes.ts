import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { organisationOf } from '#access/organisation.js';
import { streams, type SchemeEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { scheme, type SchemeCommand } from '../../domain/scheme/scheme.js';
import type { Scheme } from '../../domain/scheme/state.js';
import { adoptsReplacement, regulationOf } from '../../domain/scheme/versions.js';

/** What a scheme's stream keeps to. */
export const rules: StreamRules<Scheme, SchemeCommand, SchemeEvent> = {
  decider: scheme,
  streamOf: streams.scheme,
  replaced: adoptsReplacement,
  hot: true,
  // It lasts for decades, and its delegations are given anew as people come and go.
  most: 1_000,
  mostOf: { DelegationGranted: 5_000, DelegationRevoked: 5_000 },
};

/** The schemes' streams; before one is established it belongs to who is about to do so. */
@Injectable()
export class Schemes extends GuardedStreams<Scheme, SchemeCommand, SchemeEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, (state, { actor }) => ({
      owner: state.status === 'none' ? organisationOf(actor) : state.directorate,
    }));
  }

  /** A regulation version of a scheme that is known to have adopted it. @throws Error when it has not: a bug */
  async regulation(schemeId: string, version: string): Promise<RegulationVersion> {
    const regulation = regulationOf(await this.find(schemeId), version);
    if (!regulation) throw new Error(`scheme ${schemeId} has no regulation version ${version}`);
    return regulation;
  }
}
