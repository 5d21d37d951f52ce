import { ROLE_WORDS } from '#access/role-words.js';
import { ROLES, type Role } from '#access/roles.js';
import { SCENARIOS, TOUR, type CastMember } from './cast.js';
import { calledOf, FIELDS, queryOf, type Entered, type Faults, type Field } from './form.js';
import { html, type Html } from './html.js';
import { lifetimeWords, LIFETIMES } from './lifetimes.js';
import { documentOf } from './page.js';

/** What each field is called, here and where its fault is told. */
const NAMES: Readonly<Record<Field, string>> = {
  subject: 'Person',
  name: 'Name',
  title: 'Title',
  organisation: 'Organisation',
  role: 'Roles',
  ttl: 'How long it counts',
};

/** The element that a fault leads to. */
const TARGETS: Readonly<Record<Field, string>> = {
  subject: 'subject',
  name: 'name',
  title: 'title',
  organisation: 'organisation',
  role: `role-${ROLES[0]}`,
  ttl: 'ttl',
};

type TextField = Exclude<Field, 'role' | 'ttl'>;

/** What a text field says of itself, and which texts of the cast it suggests. */
const TEXT_FIELDS: Readonly<
  Record<TextField, { hint: string; suggests?: (member: CastMember) => string; capitals?: string }>
> = {
  subject: {
    hint: 'The claim “sub”, as it will stand in events: any text on one line.',
    suggests: ({ subject }) => subject,
  },
  name: {
    hint: 'What letters and histories call the person. May be empty.',
    capitals: 'words',
  },
  title: { hint: 'What stands behind the name in letters. May be empty.' },
  organisation: {
    hint: 'Whom the person acts for: a directorate, an organisation number. Empty for nobody but themselves.',
    suggests: ({ organisation }) => organisation,
  },
};

const CAST = [...TOUR, ...SCENARIOS];

/** The page with the form as it was filled in, and what is wrong with it. */
export function formPage(entered: Entered, faults: Faults = {}): string {
  const wrong = FIELDS.some((field) => faults[field] !== undefined);
  const content = html`<h1>Log in as anybody</h1>
    <p>
      A token of this data folder’s own issuer, for trying out the <a href="../../docs">API</a>. It counts
      here alone. Where an OpenID provider is configured there is no such page.
    </p>
    ${wrong ? summaryOf(faults) : undefined} ${castOf()}
    <form method="post" action="login" novalidate="novalidate" autocomplete="off">
      ${textOf('subject', entered, faults)} ${textOf('name', entered, faults)}
      ${textOf('title', entered, faults)} ${textOf('organisation', entered, faults)}
      ${rolesOf(entered, faults)} ${lifetimeOf(entered, faults)}
      <button type="submit">Get a token</button>
    </form>`;
  return documentOf(wrong ? 'Error: log in as anybody' : 'Log in as anybody', content);
}

function summaryOf(faults: Faults): Html {
  const each = FIELDS.filter((field) => faults[field] !== undefined).map(
    (field) => html`<li><a href="#${TARGETS[field]}">${NAMES[field]}: ${faults[field]}</a></li>`,
  );
  return html`<div class="faults" role="group" aria-labelledby="faults" tabindex="-1" autofocus="autofocus">
    <h2 id="faults">No token yet</h2>
    <ul>
      ${each}
    </ul>
  </div>`;
}

function castOf(): Html {
  return html`<section aria-labelledby="cast">
    <h2 id="cast">Somebody of the README’s tour</h2>
    <p class="hint">Fills in the form below.</p>
    ${listOf(TOUR)}
    <details>
      <summary>Those of the demo’s scenarios</summary>
      ${listOf(SCENARIOS)}
    </details>
  </section>`;
}

function listOf(members: readonly CastMember[]): Html {
  const each = members.map(({ roles, title = '', ...member }) => {
    const query = queryOf({ ...member, title, role: roles, ttl: LIFETIMES.usual });
    return html`<li>
      <a href="?${query}#subject">${calledOf(member)}</a>, ${roles.join(' and ')} of ${member.organisation}
    </li>`;
  });
  return html`<ul class="cast">
    ${each}
  </ul>`;
}

/** A field that takes a text on one line. */
function textOf(field: TextField, entered: Entered, faults: Faults): Html {
  const { hint, suggests, capitals = 'none' } = TEXT_FIELDS[field];
  return fieldOf(field, faults, hint, (described) => [
    html`<input
      type="text"
      id="${field}"
      name="${field}"
      value="${entered[field]}"
      ${suggests && html`list="${field}s"`}
      spellcheck="false"
      autocapitalize="${capitals}"
      ${described}
    />`,
    ...(suggests ? [suggestions(`${field}s`, CAST.map(suggests))] : []),
  ]);
}

function lifetimeOf({ ttl }: Entered, faults: Faults): Html {
  const offered = LIFETIMES.offered.includes(ttl) ? LIFETIMES.offered : [ttl, ...LIFETIMES.offered];
  const options = offered.map(
    (each) =>
      html`<option value="${each}" ${each === ttl ? SELECTED : undefined}>${lifetimeWords(each)}</option>`,
  );
  return fieldOf('ttl', faults, undefined, (described) => [
    html`<select id="ttl" name="ttl" ${described}>
      ${options}
    </select>`,
  ]);
}

function rolesOf({ role: chosen }: Entered, faults: Faults): Html {
  const fault = faults.role;
  return html`<fieldset${fault === undefined ? undefined : html` class="faulty" aria-describedby="role-fault"`}>
    <legend>${NAMES.role}</legend>
    ${faultOf('role', faults)} ${ROLES.map((role) => roleOf(role, chosen.includes(role)))}
  </fieldset>`;
}

function roleOf(role: Role, checked: boolean): Html {
  const id = `role-${role}`;
  return html`<div class="role">
    <input
      type="checkbox"
      id="${id}"
      name="role"
      value="${role}"
      aria-describedby="${id}-does"
      ${checked ? CHECKED : undefined}
    />
    <div>
      <label for="${id}">${role}</label> <span class="does" id="${id}-does">${ROLE_WORDS[role]}</span>
    </div>
  </div>`;
}

const CHECKED = html` checked="checked"`;
const SELECTED = html` selected="selected"`;

/** A field with its name, its hint and what is wrong with it; `control` gets the attributes that tie these to it. */
function fieldOf(
  field: Field,
  faults: Faults,
  hint: string | undefined,
  control: (described: Html) => readonly Html[],
): Html {
  const wrong = faults[field] !== undefined;
  const by = [wrong ? `${field}-fault` : undefined, hint && `${field}-hint`].filter(Boolean).join(' ');
  const described = html`${by === '' ? undefined : html` aria-describedby="${by}"`}${wrong ? html` aria-invalid="true"` : undefined}`;
  return html`<div${wrong ? html` class="faulty"` : undefined}>
    <label class="name" for="${field}">${NAMES[field]}</label>
    ${hint && html`<p class="hint" id="${field}-hint">${hint}</p>`} ${faultOf(field, faults)} ${control(described)}
  </div>`;
}

function faultOf(field: Field, faults: Faults): Html | undefined {
  const fault = faults[field];
  return fault === undefined ? undefined : html`<p class="fault" id="${field}-fault">Error: ${fault}</p>`;
}

function suggestions(id: string, texts: readonly string[]): Html {
  return html`<datalist id="${id}">
    ${[...new Set(texts)].map((text) => html`<option value="${text}"></option>`)}
  </datalist>`;
}
