import type { Money } from '#money/money.js';
import type { GrantKind, RegulationVersion } from '../contract/regulation.js';

/** A regulation version as it is shown, and as it can be posted again: amounts with their currency. */
export type RegulationView = Omit<RegulationVersion, 'maximumAmount' | 'kinds'> & {
  readonly maximumAmount?: Money;
  readonly kinds?: readonly (Omit<GrantKind, 'maximumAmount'> & { readonly maximumAmount?: Money })[];
};

/** Shows a regulation version whose amounts are in a currency. */
export function regulationView<Rules extends Omit<RegulationVersion, 'inForceFrom'>>(
  { maximumAmount, kinds, ...rules }: Rules,
  currency: string,
): Omit<Rules, 'maximumAmount' | 'kinds'> & Pick<RegulationView, 'maximumAmount' | 'kinds'> {
  return {
    ...rules,
    ...(maximumAmount === undefined ? {} : { maximumAmount: { amount: maximumAmount, currency } }),
    ...(kinds === undefined
      ? {}
      : {
          kinds: kinds.map(({ maximumAmount: most, ...kind }) => ({
            ...kind,
            ...(most === undefined ? {} : { maximumAmount: { amount: most, currency } }),
          })),
        }),
  };
}
