import { sameCurrency } from '#http/money.js';
import { invalidRequest } from '#http/problems.js';
import type { SchemeEstablished } from '../contract/events.js';
import type { RegulationVersion } from '../contract/regulation.js';
import { templateOf } from '../templates/templates.js';
import { amountsIn, regulationOf } from './regulation.dto.js';
import type { SchemeDto } from './schemes.dto.js';

type Content = Omit<SchemeEstablished['data'], 'schemeId' | 'directorate'> & {
  readonly regulation: RegulationVersion;
};

const MEMBERS = [
  'name',
  'ministry',
  'budgetChapter',
  'budgetPost',
  'goal',
  'targetGroup',
  'currency',
] as const;

/** The scheme a body asks for: what it says, and from its template what it does not. @throws ProblemException 400 */
export function contentOfScheme(body: SchemeDto): Content {
  const template = body.template === undefined ? undefined : templateOf(body.template);
  if (body.template !== undefined && !template)
    throw invalidRequest([{ pointer: '/template', detail: 'must be the code of a template' }]);
  if (body.inForceFrom !== undefined && (!template || body.regulation))
    throw invalidRequest([
      { pointer: '/inForceFrom', detail: 'belongs to the rules of a template; others say it themselves' },
    ]);
  const known = template?.scheme;
  const missing: string[] = MEMBERS.filter((member) => (body[member] ?? known?.[member]) === undefined);
  if (known && !body.regulation && body.inForceFrom === undefined) missing.push('inForceFrom');
  if (missing.length > 0)
    throw invalidRequest(
      missing.map((member) => ({
        pointer: `/${member}`,
        detail: 'is not in the template and must be given',
      })),
    );
  const members = Object.fromEntries(MEMBERS.map((member) => [member, body[member] ?? known?.[member]]));
  const content = members as Omit<Content, 'regulation'>;
  if (body.regulation) sameCurrency(content.currency, amountsIn(body.regulation, '/regulation'));
  const regulation = body.regulation
    ? regulationOf(body.regulation)
    : { ...known!.regulation, inForceFrom: body.inForceFrom! };
  return { ...content, regulation };
}
