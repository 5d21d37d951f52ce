import { Instant, Optional, Organisation, Reference, Slug, Text } from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';
import { Amount, MoneyDto } from '#http/money.js';

/** A call as it is announced. */
export class CallDto {
  @Slug()
  code: string;

  @Reference()
  schemeId: string;

  @Reference()
  regulationVersion: string;

  @Optional()
  @Slug()
  kind?: string;

  @Text(200)
  title: string;

  @Amount()
  frame: MoneyDto;

  @Instant()
  opensAt: string;

  @Instant()
  closesAt: string;
}

/** A later closing instant, and why; announced, so it names no person. */
export class ExtensionDto {
  @Instant()
  closesAt: string;

  @Text(2000, { lines: true })
  grounds: string;
}

/** Who may submit late, until when, and why; kept in clear, so it names no person. */
export class DispensationDto {
  @Organisation()
  organisation: string;

  @Instant()
  until: string;

  @Text(2000, { lines: true })
  grounds: string;
}

/** Which calls to list. */
export class CallsQuery extends PageQuery {
  @Optional()
  @Reference()
  scheme?: string;
}
