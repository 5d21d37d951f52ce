import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Describe } from '#http/describe.js';
import { PageQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { LetterQueries } from '../queries/letters.js';
import { LetterPreviewQuery } from './letters.dto.js';

const PDF = 'application/pdf';
const BYTES = { mediaType: PDF, schema: { type: 'string', format: 'binary' } };

/** Letters to the party of a case. */
@ApiTags('letters')
@Controller('v1')
export class LettersController {
  constructor(private readonly letters: LetterQueries) {}

  @Get('cases/:id/letters')
  @Describe({
    summary: 'The letters of a case',
    description:
      'What was sent to the party, in order: decisions, requests for supplement, outcomes of appeals, forewarnings, revocations, amendments for the worse, claims for repayment. `sha256` is that of the PDF, as the event says it; `null` once its key was erased.',
    action: MAY['case.read'],
    paged: true,
    after: true,
  })
  list(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.letters.list(id, pageRequest(query, PLACE_PARTS), actor, after);
  }

  @Get('cases/:id/letters/:letter')
  @Describe({
    summary: 'A letter as it was sent',
    action: MAY['case.read'],
    answer: { description: 'A tagged PDF (PDF/UA-1) with its name and digest.', ...BYTES },
    problems: ['letter-erased'],
  })
  async one(
    @Param('id') id: string,
    @Param('letter') letter: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ) {
    const { name, size, sha256, bytes } = await this.letters.open(id, letter, actor);
    return reply.headers(headersOf(name, size, Buffer.from(sha256, 'hex'))).send(bytes);
  }

  @Get('applications/:id/letter-preview')
  @Describe({
    summary: 'The letter of the present proposal or decision, as a draft',
    description: 'Made for this answer and kept nowhere. It says on every page that it is a draft.',
    action: MAY['letter-drafts.read'],
    answer: { description: 'A tagged PDF (PDF/UA-1).', ...BYTES },
    problems: ['case-erased'],
  })
  async preview(
    @Param('id') id: string,
    @Query() { language }: LetterPreviewQuery,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ) {
    const { name, bytes } = await this.letters.draft(id, actor, language);
    const digest = createHash('sha256').update(bytes).digest();
    return reply.headers(headersOf(name, bytes.length, digest)).send(Buffer.from(bytes));
  }
}

function headersOf(name: string, size: number, sha256: Buffer) {
  return {
    'content-type': PDF,
    'content-length': String(size),
    'content-disposition': contentDisposition(name, { type: 'inline' }),
    'content-digest': `sha-256=:${sha256.toString('base64')}:`,
    'x-content-type-options': 'nosniff',
  };
}
