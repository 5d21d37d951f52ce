import { Html, html } from './html.js';
import { STYLE } from './style.js';

/** An HTML document of the login page; its title says first what has gone wrong, where something has. */
export function documentOf(title: string, content: Html, script?: string): string {
  const all = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title} · Tilsagn</title>
      ${Html.of(`<style>${STYLE}</style>`)}
      ${script === undefined ? undefined : html`<script src="${script}" defer="defer"></script>`}
    </head>
    <body>
      <main>${content}</main>
    </body>
  </html>`;
  return `<!DOCTYPE html>\n${all.toString()}\n`;
}
