import { Injectable } from '@nestjs/common';
import { lineChart } from '#charts/line-chart.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { Locale } from '#money/format.js';
import { refused } from '#http/problems.js';
import { MAY } from '../access.js';
import type { PayoffCurve, ScenarioFault } from '../contract/scenario.js';
import { payoffCurve } from '../domain/scenario/payoff-curve.js';
import { payoffChart } from './charts/payoff-chart.js';
import { PilotLog } from './pilot-log.js';

/** What terms would pay, before anyone signs them; nothing is stored. */
@Injectable()
export class Scenarios {
  constructor(private readonly log: PilotLog) {}

  /**
   * The curve, where it can be calculated.
   * @throws ProblemException 404 for whoever may not see the pilot, 403 for partners, 422 with `faults`
   */
  async curve(id: string, request: object, actor: Actor, locale?: Locale): Promise<PayoffCurve> {
    await this.log.find(id, actor, MAY['pilot.try-terms']);
    const scenario = payoffCurve(request, locale);
    if (scenario.ok) return scenario.value;
    throw refused(invalid(scenario.faults));
  }

  /** The same as SVG. @throws ProblemException see `curve` */
  async chart(
    id: string,
    request: { readonly terms: object },
    actor: Actor,
    locale?: Locale,
  ): Promise<string> {
    const curve = await this.curve(id, request, actor, locale);
    const { title } = request.terms as { readonly title: string };
    return lineChart(payoffChart(curve, 'payoff', title, locale));
  }
}

function invalid(faults: readonly ScenarioFault[]) {
  const [first] = faults;
  const detail = first === undefined ? '' : `${first.document} ${first.path}: ${first.message}`;
  return refusal('invalid', 'scenario-invalid', detail, { faults });
}
