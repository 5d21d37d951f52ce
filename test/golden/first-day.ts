/**
 * Preloaded by the program that writes a golden folder, and so by each of its threads: whatever the machine's date is,
 * the program begins on the day on which the stories of a golden folder begin.
 */
export const FIRST_DAY = '2026-02-09T09:00:00Z';
const SHIFT = 'TILSAGN_GOLDEN_SHIFT';

const { now } = Date;
process.env[SHIFT] ??= String(Date.parse(FIRST_DAY) - now());
const shift = Number(process.env[SHIFT]);
const shifted = () => now() + shift;

globalThis.Date = new Proxy(Date, {
  get: (date, name, receiver) => (name === 'now' ? shifted : (Reflect.get(date, name, receiver) as unknown)),
  construct: (date, given, as) =>
    Reflect.construct(date, given.length === 0 ? [shifted()] : given, as) as object,
});
