import { Controller, Delete, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { MEDIA_TYPES } from '#attachments/sealed/media-types.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { Command, createdId, etag, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { ProblemException } from '#http/problems.js';
import { Streamed, StreamedBody, TakesStream } from '#http/streamed-body.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { AddAttachment } from '../application/attachments/add-attachment.js';
import { RemoveAttachment } from '../application/attachments/remove-attachment.js';
import { AttachmentQueries } from '../queries/attachments.js';
import { uploadOf } from './attachment-upload.js';

/** Files that come with an application. */
@ApiTags('applications')
@Controller('v1/applications/:id/attachments')
export class AttachmentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly attachments: AttachmentQueries,
  ) {}

  @Post()
  @TakesStream(MEDIA_TYPES)
  @ApiHeader({
    name: 'Content-Digest',
    required: true,
    description: 'SHA-256 of the body (RFC 9530): `sha-256=:<base64>:`. Bytes that differ are refused.',
  })
  @ApiHeader({
    name: 'Content-Disposition',
    required: false,
    description: 'The file name (RFC 6266), where the parameter `name` does not say it.',
  })
  @ApiQuery({ name: 'name', required: false, schema: { type: 'string', maxLength: 255 } })
  @Describe({
    summary: 'Add a file to an application',
    description:
      'The body is the file as it is, of any length up to the limit; it is checked, encrypted and stored while it comes. It becomes part of the application when that is submitted; what is added later counts when an answer or a report names it.',
    action: MAY['attachment.add'],
    command: 'creates',
    problems: [
      'attachment-too-large',
      'attachment-empty',
      'media-type-not-allowed',
      'media-type-mismatch',
      'extension-mismatch',
      'digest-mismatch',
      'too-many-attachments',
      'draft-submitted',
      'upload-interrupted',
    ],
  })
  async add(
    @Param('id') id: string,
    @Streamed() body: StreamedBody | undefined,
    @Command() context: CommandContext,
  ) {
    if (!body)
      throw new ProblemException({
        code: 'media-type-not-allowed',
        status: 415,
        detail: 'send the file as it is, with its media type',
        facts: { allowed: MEDIA_TYPES },
      });
    try {
      const attachmentId = createdId(context);
      const content = { attachmentId, ...uploadOf(body), bytes: body.bytes() };
      const outcome = await this.commands.execute(new AddAttachment(id, content, context));
      return respond(outcome, { location: `/v1/applications/${id}/attachments/${attachmentId}` });
    } finally {
      await body.discard();
    }
  }

  @Get(':attachment')
  @Describe({
    summary: 'A file of an application',
    description: 'For everyone who may read the case; while it is a draft, for its owner.',
    action: MAY['case.read'],
    answer: {
      description: 'The bytes as they were uploaded, with their media type, name and digest.',
      mediaType: 'application/octet-stream',
      schema: { type: 'string', format: 'binary' },
    },
    problems: ['attachment-erased'],
  })
  async download(
    @Param('id') id: string,
    @Param('attachment') attachment: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ) {
    const { name, mediaType, size, sha256, bytes } = await this.attachments.open(id, attachment, actor);
    return reply
      .headers({
        'content-type': mediaType,
        'content-length': String(size),
        'content-disposition': contentDisposition(name),
        'content-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
        etag: etag(0),
      })
      .send(bytes);
  }

  @Delete(':attachment')
  @Describe({
    summary: 'Take a file out of a draft',
    description: 'What was submitted stays.',
    action: MAY['attachment.add'],
    command: 'changes',
    problems: ['draft-submitted'],
  })
  async remove(
    @Param('id') id: string,
    @Param('attachment') attachment: string,
    @Command() context: CommandContext,
  ) {
    const content = { attachmentId: attachment };
    return respond(await this.commands.execute(new RemoveAttachment(id, content, context)));
  }
}
