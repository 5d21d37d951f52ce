import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import measurementsSchema from '#pilots/contract/measurements.schema.json' with { type: 'json' };
import termsSchema from '#pilots/contract/terms.schema.json' with { type: 'json' };
import type { Fault } from '../contract/faults.js';
import type { Measurements } from '../contract/measurements.js';
import type { OutcomeTerms } from '../contract/terms.js';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, ownProperties: true });

/** Whether the document has the form of terms; if not, `shapeFaults` says why. */
export const isTermsShape: ValidateFunction<OutcomeTerms> = ajv.compile<OutcomeTerms>(termsSchema);

/** Whether the document has the form of measurements. */
export const isMeasurementsShape: ValidateFunction<Measurements> =
  ajv.compile<Measurements>(measurementsSchema);

/** What the last call of the check found, each once, in the order of their places. */
export function shapeFaults({ errors }: ValidateFunction<never> | ValidateFunction): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of errors ?? []) {
    // That a branch does not hold is said by what does not hold in it; a bad name is said with the name.
    if (error.keyword === 'if' || error.propertyName !== undefined) continue;
    const fault = { path: pathOf(error), message: sentenceOf(error) };
    faults.set(`${fault.path} ${fault.message}`, fault);
  }
  return [...faults.values()];
}

/** A step of a JSON pointer (RFC 6901 §3). */
export function pointerStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pathOf({ instancePath, params }: ErrorObject): string {
  const member: unknown = params['missingProperty'] ?? params['additionalProperty'] ?? params['propertyName'];
  return typeof member === 'string' ? `${instancePath}/${pointerStep(member)}` : instancePath;
}

function sentenceOf({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return 'This member is missing.';
    case 'additionalProperties':
      return 'No such member is known here.';
    case 'false schema':
      return 'This member is known from format 2 on.';
    case 'propertyNames':
      return 'This name is no code.';
    case 'type':
      return `This must be ${wordsOf(params['type'] as string | string[])}.`;
    case 'enum':
      return `This must be one of ${(params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'const':
      return `This must be ${JSON.stringify(params['allowedValue'])}.`;
    case 'pattern':
    case 'minLength':
    case 'maxLength':
      return `This text does not have the form that is needed: it ${message}.`;
    case 'minimum':
    case 'maximum':
      return `This number is out of range: it ${message}.`;
    default:
      return `This ${message}.`;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  string: 'text',
  object: 'an object',
  array: 'a list',
  boolean: 'true or false',
};

function wordsOf(type: string | readonly string[]): string {
  return [type]
    .flat()
    .map((kind) => KINDS[kind] ?? kind)
    .join(' or ');
}
