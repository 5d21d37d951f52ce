import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Describe } from './describe.js';
import { ProblemException } from './problems.js';
import { Public } from './identity.js';
import { Readiness } from '#hosting/health/readiness.js';

const ANSWER = {
  schema: {
    type: 'object' as const,
    properties: { status: { type: 'string' as const } },
    required: ['status'],
  },
  example: { status: 'ok' },
};

const COUNT = { type: 'integer' as const, minimum: 0 };
const READY = {
  schema: {
    type: 'object' as const,
    properties: {
      ...ANSWER.schema.properties,
      projections: { type: 'object' as const, properties: { paused: COUNT } },
      processes: { type: 'object' as const, properties: { parked: COUNT, failing: COUNT } },
      identity: { type: 'object' as const, properties: { issuers: COUNT, away: COUNT } },
    },
    required: ['status'],
  },
  example: {
    status: 'ok',
    projections: { paused: 0 },
    processes: { parked: 0, failing: 0 },
    identity: { issuers: 1, away: 0 },
  },
};

/** Tells orchestrators whether the process lives and whether it can serve. */
@ApiTags('health')
@Controller('health')
@Public()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Describe({ summary: 'The process answers', answer: ANSWER })
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Describe({
    summary: 'All parts are ready to serve',
    description:
      '`projections` counts the keys (cases, schemes) that read models hold back; `processes` what process managers hold ' +
      'back until it can be done: cases parked, events and timers failing; `identity` counts the token issuers, and those ' +
      'whose keys could not be read when last looked at.',
    answer: READY,
    problems: ['not-ready'],
  })
  async ready() {
    const missing = await this.readiness.missing();
    if (missing.length === 0) return { status: 'ok', ...(await this.readiness.details()) };
    throw new ProblemException({
      code: 'not-ready',
      status: 503,
      detail: `not ready: ${missing.join(', ')}`,
      facts: { missing, ...(await this.readiness.details()) },
      headers: { 'retry-after': '1' },
    });
  }
}
