import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { IsBoolean } from 'class-validator';
import type { Observable } from 'rxjs';
import { Items } from './bulk.js';
import { Optional, Part, Reference, Text } from './fields.js';
import { plain } from './plain.js';
import { Subject } from './subject.js';
import type { PlatformRequest } from './request.js';
import { check } from './validation.js';

/** Whether there is a conflict of interest. */
export class ImpartialityDto {
  @IsBoolean()
  conflict: boolean;

  /** In doubt: no step is taken until a superior has ruled. */
  @Optional()
  @IsBoolean()
  doubt?: boolean;

  @Optional()
  @Text(2000, { lines: true })
  statement?: string;
}

/** What the body of every official step may say beside its own content. */
export class DeclaringDto {
  @Optional()
  @Part(() => ImpartialityDto)
  impartiality?: ImpartialityDto;
}

/** What somebody declares on one of many cases. */
export class DeclarationItemDto extends ImpartialityDto {
  @Reference()
  id: string;
}

/** What somebody declares on many cases. */
export class DeclarationsDto {
  @Items(() => DeclarationItemDto)
  items: DeclarationItemDto[];
}

/** What a superior rules on somebody's impartiality. */
export class RulingDto {
  @Subject()
  person: string;

  @IsBoolean()
  disqualified: boolean;

  /** Of someone disqualified because their superior is: they may prepare, but not decide. */
  @Optional()
  @IsBoolean()
  mayPrepare?: boolean;

  @Text(5000, { lines: true })
  grounds: string;
}

/** Metadata key of routes whose body may declare impartiality beside what it says. */
export const DECLARING = 'tilsagn:declaring';

/** Takes what a body declares on impartiality out of it, so that no route of an official step has to know of it. */
export class TakesDeclarations implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (Reflect.getMetadata(DECLARING, context.getHandler()) === true)
      takeDeclaration(context.switchToHttp().getRequest<PlatformRequest>());
    return next.handle();
  }
}

function takeDeclaration(request: PlatformRequest): void {
  const { body } = request;
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'impartiality')) return;
  const { impartiality, ...content } = body as { readonly impartiality: unknown };
  const declared = declarationIn(impartiality);
  request.stated = body;
  request.declared = declared;
  request.body = content;
}

/** @throws ProblemException 400 where it does not fit */
export function declarationIn(impartiality: unknown) {
  return plain((check({ impartiality }, DeclaringDto) as DeclaringDto).impartiality!);
}
