import { createHash } from 'node:crypto';

/** How the login page looks: readable on 320 pixels, in light and dark, with a focus that is seen. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff;
  --text: #1b1b1b;
  --muted: #4a4a4a;
  --link: #0b4f9e;
  --fault: #a4161a;
  --line: #6b6b6b;
  --action: #0b4f9e;
  --on-action: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16181c;
    --text: #f1f1f1;
    --muted: #c4c4c4;
    --link: #9cc9ff;
    --fault: #ffb3ad;
    --line: #9a9a9a;
    --action: #9cc9ff;
    --on-action: #16181c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 1rem;
  max-width: 44rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; }
h2, legend, label.name { font-size: 1.1rem; font-weight: 600; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
form > *, section { margin: 1.5rem 0; }
fieldset { border: 0; padding: 0; min-width: 0; }
legend { padding: 0; }
label.name { display: block; }
.hint, .does { color: var(--muted); }
.hint, .fault { margin: 0.25rem 0; }
.fault { color: var(--fault); font-weight: 600; }
.faulty { border-inline-start: 4px solid var(--fault); padding-inline-start: 0.75rem; }
input[type='text'], select, textarea {
  display: block;
  width: 100%;
  min-height: 2.75rem;
  padding: 0.5rem;
  border: 1px solid var(--line);
  border-radius: 0.25rem;
  background: var(--page);
  color: var(--text);
  font: inherit;
}
textarea { font-family: ui-monospace, monospace; }
.role { display: grid; grid-template-columns: 2rem 1fr; align-items: start; padding: 0.25rem 0; }
.role input { width: 1.5rem; height: 1.5rem; margin: 0; }
.role label { cursor: pointer; }
.role .does { display: block; }
button {
  min-height: 2.75rem;
  padding: 0.5rem 1.25rem;
  border: 1px solid var(--action);
  border-radius: 0.25rem;
  background: var(--action);
  color: var(--on-action);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button.plain { background: var(--page); color: var(--link); margin-top: 0.5rem; }
.faults { border: 2px solid var(--fault); padding: 0 1rem; }
.cast { padding-inline-start: 1.25rem; }
.cast li { padding: 0.25rem 0; }
summary { cursor: pointer; padding: 0.25rem 0; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem; }
`;

/** What lets the style past a content security policy that lets no inline style past. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
