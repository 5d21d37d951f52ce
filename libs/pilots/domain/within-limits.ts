/** Something to pay under up to two limits at once. */
export interface Claim {
  readonly asked: bigint;
  readonly metric: string;
  /** Undefined where no cohort's limit applies. */
  readonly cohort?: string;
}

/** The most under each name; no entry means no limit. */
export type Limits = ReadonlyMap<string, bigint>;

/**
 * What is paid of each claim so that no metric and no cohort exceeds its limit, and as much as both allow together.
 * Claims are served in their order; then what one limit left unused is passed on (augmenting paths, as in a maximum
 * flow). Without that a claim that grows under one limit could crowd out two others, and more success would pay less.
 */
export function withinLimits(claims: readonly Claim[], metrics: Limits, cohorts: Limits): bigint[] {
  const paid = claims.map(() => 0n);
  const room = { metrics: new Map(metrics), cohorts: new Map(cohorts) };
  const pay = (index: number, amount: bigint) => {
    const { metric, cohort } = claims[index]!;
    paid[index]! += amount;
    take(room.metrics, metric, amount);
    take(room.cohorts, cohort, amount);
  };
  claims.forEach(({ asked, metric, cohort }, index) =>
    pay(index, leastOf([asked, room.metrics.get(metric), room.cohorts.get(cohort ?? '')])),
  );
  const sharing = { metric: indexBy(claims, 'metric'), cohort: indexBy(claims, 'cohort') };
  const next = () => pathFrom(claims, sharing, paid, room);
  for (let path = next(); path !== undefined; path = next()) {
    const ends = [
      room.metrics.get(claims[path[0]!]!.metric),
      room.cohorts.get(claims[path.at(-1)!]!.cohort ?? ''),
    ];
    const amount = leastOf([
      ...ends,
      ...path.map((index, step) => (step % 2 === 0 ? claims[index]!.asked - paid[index]! : paid[index]!)),
    ]);
    for (const [step, index] of path.entries()) pay(index, step % 2 === 0 ? amount : -amount);
  }
  return paid;
}

/** Claims under the same metric or cohort, by their index. */
interface Sharing {
  readonly metric: ReadonlyMap<string, readonly number[]>;
  readonly cohort: ReadonlyMap<string, readonly number[]>;
}

interface Room {
  readonly metrics: Map<string, bigint>;
  readonly cohorts: Map<string, bigint>;
}

/**
 * Claims to raise and lower in turn: from a metric with room, over a full cohort to another metric whose claim there
 * gives way and is raised in a cohort with room. Breadth first, so that as few claims as possible are touched.
 */
function pathFrom(
  claims: readonly Claim[],
  sharing: Sharing,
  paid: readonly bigint[],
  room: Room,
): number[] | undefined {
  const seenMetrics = new Set<string>();
  const seenCohorts = new Set<string>();
  const queue: { readonly metric: string; readonly path: readonly number[] }[] = [];
  for (const metric of sharing.metric.keys())
    if (hasRoom(room.metrics, metric)) {
      seenMetrics.add(metric);
      queue.push({ metric, path: [] });
    }
  for (const { metric, path } of queue)
    for (const index of sharing.metric.get(metric)!) {
      const { cohort, asked } = claims[index]!;
      if (paid[index]! >= asked) continue;
      if (cohort === undefined || hasRoom(room.cohorts, cohort)) return [...path, index];
      if (seenCohorts.has(cohort)) continue;
      seenCohorts.add(cohort);
      for (const other of sharing.cohort.get(cohort)!) {
        const { metric: next } = claims[other]!;
        if (seenMetrics.has(next) || paid[other] === 0n) continue;
        seenMetrics.add(next);
        queue.push({ metric: next, path: [...path, index, other] });
      }
    }
  return undefined;
}

function indexBy(claims: readonly Claim[], member: 'metric' | 'cohort'): Map<string, number[]> {
  return Map.groupBy(claims.keys(), (index) => claims[index]![member] ?? '');
}

function hasRoom(limits: ReadonlyMap<string, bigint>, name: string): boolean {
  const left = limits.get(name);
  return left === undefined || left > 0n;
}

function take(limits: Map<string, bigint>, name: string | undefined, amount: bigint): void {
  const left = name === undefined ? undefined : limits.get(name);
  if (left !== undefined) limits.set(name!, left - amount);
}

function leastOf(amounts: readonly (bigint | undefined)[]): bigint {
  return amounts.filter((amount) => amount !== undefined).reduce((a, b) => (a < b ? a : b));
}
