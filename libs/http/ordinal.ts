import type { PipeTransform } from '@nestjs/common';
import { notFound } from '#access/policy.js';
import { refused } from './problems.js';

const ORDINAL = /^[1-9]\d{0,8}$/;

/** The number of something in a path; what cannot be one answers like one that is not there. */
export class OrdinalPipe implements PipeTransform<string> {
  transform(value: string): number {
    if (ORDINAL.test(value)) return Number(value);
    throw refused(notFound());
  }
}
