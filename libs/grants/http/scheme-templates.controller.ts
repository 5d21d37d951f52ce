import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Describe } from '#http/describe.js';
import { MAY } from '../access.js';
import { regulationView } from '../queries/regulation-view.js';
import type { SchemeTemplate } from '../templates/template.js';
import { TEMPLATES } from '../templates/templates.js';

/** Schemes that ship with the software. */
@ApiTags('schemes')
@Controller('v1/scheme-templates')
export class SchemeTemplatesController {
  @Get()
  @Describe({
    summary: 'Schemes as published sources describe them',
    description:
      '`POST /v1/schemes` takes the `code` of one as `template`. What the sources do not say is not in it and is given there: always the day its rules are in force from (`inForceFrom`). `assumptions` point at what stands in it without a source.',
    action: MAY['scheme.read'],
  })
  list() {
    return { items: TEMPLATES.map(shown) };
  }
}

/** A template whose scheme can be posted again, once what is missing is added. */
function shown({ scheme, ...about }: SchemeTemplate) {
  return { ...about, scheme: { ...scheme, regulation: regulationView(scheme.regulation, scheme.currency) } };
}
