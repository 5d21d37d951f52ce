import { outcomePilot } from './outcome-pilot.js';
import { socialEntrepreneurship } from './social-entrepreneurship.js';
import type { SchemeTemplate } from './template.js';

/** The schemes that ship with the software, by their code. */
export const TEMPLATES: readonly SchemeTemplate[] = [socialEntrepreneurship, outcomePilot];

/** The template of a code, if there is one. */
export function templateOf(code: string): SchemeTemplate | undefined {
  return TEMPLATES.find((template) => template.code === code);
}
