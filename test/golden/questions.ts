import type { RecordedEvent } from '#eventsourcing/event.js';
import { isSubject } from '#access/identity/words.js';
import type { Role } from '#access/roles.js';
import { countsSomewhere, type Answered, type Question, type Reader, type Readers } from './answers.js';
import { categoryOf } from './states.js';

interface Listed {
  readonly items?: readonly { readonly id: string; readonly state: string }[];
}

/** Lists that everybody may ask for; who may not is answered so. */
const LISTS = [
  'queue',
  'applications',
  'schemes',
  'calls',
  'payouts',
  'recoveries',
  'reports',
  'appeals',
  'pilots',
  'historical-pilots',
  'state-aid',
];

interface Carrier {
  readonly attachments?: readonly { readonly id: string }[];
  readonly letter?: { readonly id: string };
}

/** What a golden folder is asked about what its log tells of. */
export class Questions {
  readonly readers: Readers;
  private readonly asked: Question[] = [];
  private readonly ids: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly history: readonly RecordedEvent[]) {
    this.readers = readersOf(history);
    const streams = [...new Set(history.map(({ stream }) => stream))];
    this.ids = new Map(
      [...Map.groupBy(streams, categoryOf)].map(([category, those]) => [
        category,
        those.map((stream) => stream.slice(category.length + 1)),
      ]),
    );
  }

  /** All of them. */
  all(): readonly Question[] {
    for (const reader of Object.keys(this.readers)) this.ask(reader, ...LISTS.map((list) => `/v1/${list}`));
    this.schemes();
    this.cases();
    this.files();
    this.pilots();
    for (const currency of this.of('rates'))
      this.ask(this.anyone('scheme-manager'), `/v1/currency-rates/${currency}`);
    return this.asked;
  }

  private schemes(): void {
    for (const id of this.of('scheme')) {
      const manager = this.official('scheme-manager', `scheme-${id}`);
      this.ask(manager, `/v1/budgets/${id}`);
      for (const part of ['', '/regulation-versions', '/delegations'])
        this.ask(manager, `/v1/schemes/${id}${part}`);
    }
    for (const id of this.of('call')) {
      const manager = this.official('scheme-manager', `call-${id}`);
      for (const part of ['', '/ranking', '/dispensations']) this.ask(manager, `/v1/calls/${id}${part}`);
    }
    for (const id of this.of('organisation'))
      this.ask(this.anyone('administrator'), `/v1/organisations/${id}/representatives`);
  }

  /** Every case by an official, and by its applicant; every part of it by who works with it. */
  private cases(): void {
    for (const id of this.of('application')) {
      const stream = `application-${id}`;
      for (const reader of [this.official('caseworker', stream), this.actor(stream)])
        this.ask(reader, ...['', '/history', '/letters'].map((part) => `/v1/cases/${id}${part}`));
      this.ask(this.actor(stream), `/v1/applications/${id}`);
    }
    for (const id of this.of('award'))
      this.ask(this.official('decision-maker', `application-${id}`), `/v1/awards/${id}`);
    for (const [category, list, role] of [
      ['payout', 'payouts', 'finance'],
      ['recovery', 'recoveries', 'finance'],
      ['report', 'reports', 'caseworker'],
      ['appeal', 'appeals', 'caseworker'],
    ] as const)
      for (const id of this.of(category))
        this.ask(this.official(role, `${category}-${id}`), `/v1/${list}/${id}`);
  }

  /** Files of submitted applications, and letters that were kept. */
  private files(): void {
    for (const { stream, data, metadata } of this.history) {
      const { attachments = [], letter } = data as unknown as Carrier;
      const reader = this.official('caseworker', stream);
      for (const { id } of attachments)
        this.ask(reader, `/v1/applications/${metadata.caseId}/attachments/${id}`);
      if (letter) this.ask(reader, `/v1/cases/${metadata.caseId}/letters/${letter.id}`);
    }
  }

  private pilots(): void {
    for (const id of this.of('pilot')) {
      const versions = this.history.filter(
        ({ stream, type }) => stream === `settlement-${id}` && type === 'SettlementCalculated',
      );
      const parts = ['', '/history', '/settlements', '/dashboard', '/development-grants'];
      const settlements = versions.map((_, index) => `/settlements/${index + 1}`);
      const paths = [...parts, ...settlements].map((part) => `/v1/pilots/${id}${part}`);
      this.ask(this.anyone('auditor'), ...paths);
      this.ask(this.official('caseworker', `pilot-${id}`), `/v1/pilots/${id}`);
    }
  }

  private ask(reader: string, ...paths: readonly string[]): void {
    for (const path of paths) this.asked.push({ reader, path });
  }

  private of(category: string): readonly string[] {
    return this.ids.get(category) ?? [];
  }

  /** Somebody with a role in the organisation whose officials wrote most in a stream. */
  private official(role: Role, stream: string): string {
    const organisations = this.history
      .filter((event) => event.stream === stream)
      .flatMap(({ metadata: { actor } }) => actor.organisation ?? []);
    const name = organisations.map((each) => nameOf(role, each)).find((each) => each in this.readers);
    return name ?? this.anyone(role);
  }

  private actor(stream: string): string {
    const [first] = this.history.filter((event) => event.stream === stream);
    const { roles, organisation } = first!.metadata.actor;
    const name = nameOf(roles[0]!, organisation);
    return name in this.readers ? name : this.anyone('auditor');
  }

  private anyone(role: Role): string {
    return Object.keys(this.readers).find((name) => name.startsWith(`${role} `))!;
  }
}

/** Drafts stand in no log: what is asked about them follows from the lists of their owners. */
export function aboutDrafts(answers: readonly Answered[]): readonly Question[] {
  return answers.flatMap(({ reader, path, body }) => {
    if (path !== '/v1/applications') return [];
    const { items = [] } = body as unknown as Listed;
    return items
      .filter(({ state }) => state === 'draft')
      .map(({ id }) => ({ reader, path: `${path}/${id}` }));
  });
}

/** And about their files, from what was answered about them. */
export function aboutFiles(drafts: readonly Answered[]): readonly Question[] {
  return drafts.flatMap(({ reader, path, body }) => {
    const { attachments = [] } = body as unknown as Carrier;
    return attachments.map(({ id }) => ({ reader, path: `${path}/attachments/${id}` }));
  });
}

/** The first person of each role and organisation who did something, and those who only read. */
function readersOf(history: readonly RecordedEvent[]): Readers {
  const readers: Record<string, Reader> = {
    [nameOf('auditor', 'auditor-general')]: {
      subject: 'revi',
      roles: ['auditor'],
      organisation: 'auditor-general',
    },
  };
  for (const { metadata } of history) {
    const { subject, roles, organisation } = metadata.actor;
    const [role] = roles as readonly Role[];
    if (role === undefined || !isSubject(subject)) continue;
    const reader: Reader = {
      subject,
      roles: roles as readonly Role[],
      ...(organisation === undefined ? {} : { organisation }),
    };
    if (countsSomewhere(reader)) readers[nameOf(role, organisation)] ??= reader;
  }
  return readers;
}

function nameOf(role: string, organisation = 'nowhere'): string {
  return `${role} of ${organisation}`;
}
