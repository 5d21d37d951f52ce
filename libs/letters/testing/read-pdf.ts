import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An element of the structure with the text below it, as a screen reader meets it. */
export interface ReadElement {
  readonly role: string;
  readonly text: string;
  readonly children: readonly ReadElement[];
}

/** What software that reads a PDF aloud finds in it. */
export interface ReadPdf {
  readonly title: string | undefined;
  /** The title once more, in the XML that other software reads. */
  readonly metadataTitle: string | undefined;
  readonly language: string | undefined;
  readonly showsTitle: boolean;
  readonly tagged: boolean;
  readonly pages: readonly ReadPage[];
}

/** A page: its part of the structure, and what belongs to none (page numbers, repeated headings). */
export interface ReadPage {
  readonly root: ReadElement;
  readonly artifacts: string;
}

interface TreeNode {
  readonly role?: string;
  readonly children?: readonly TreeNode[];
  readonly id?: string;
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

/** Reads a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const { info, metadata } = (await document.getMetadata()) as {
    info: { Title?: string; Language?: string };
    metadata: { get(name: string): string | null } | null;
  };
  const preferences: ReadonlyMap<string, unknown> | null = await document.getViewerPreferences();
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number++)
    pages.push(await readPage(await document.getPage(number)));
  const marks = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
  await task.destroy();
  return {
    title: info.Title,
    metadataTitle: metadata?.get('dc:title') ?? undefined,
    language: info.Language,
    showsTitle: preferences?.get('DisplayDocTitle') === true,
    tagged: marks?.get('Marked') === true,
    pages,
  };
}

/** All elements of these roles in reading order; one that goes on with the next page counts once a page. */
export function elementsOf(pdf: ReadPdf, ...roles: readonly string[]): ReadElement[] {
  const found: ReadElement[] = [];
  const visit = (element: ReadElement): void => {
    if (roles.includes(element.role)) found.push(element);
    element.children.forEach(visit);
  };
  for (const { root } of pdf.pages) visit(root);
  return found;
}

/** All that the structure says, in reading order. */
export function textOf(pdf: ReadPdf): string {
  return pdf.pages
    .map(({ root }) => root.text)
    .join(' ')
    .replace(/\s+/gu, ' ');
}

async function readPage(page: Page): Promise<ReadPage> {
  const { contents, artifacts } = await contentsOf(page);
  const tree = (await page.getStructTree()) as TreeNode | null;
  return { root: read(tree ?? {}, contents), artifacts };
}

function read(node: TreeNode, contents: ReadonlyMap<string, string>): ReadElement {
  const texts: string[] = [];
  const children: ReadElement[] = [];
  for (const child of node.children ?? []) {
    if (child.role === undefined) {
      texts.push(contents.get(child.id ?? '') ?? '');
      continue;
    }
    const element = read(child, contents);
    children.push(element);
    texts.push(element.text);
  }
  return { role: node.role ?? '', text: texts.join(' ').replace(/\s+/gu, ' ').trim(), children };
}

/** Text by the id of its marked content; text outside of all is an artifact. */
async function contentsOf(page: Page): Promise<{ contents: Map<string, string>; artifacts: string }> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const contents = new Map<string, string>();
  const open: (string | null | undefined)[] = [];
  let artifacts = '';
  for (const item of items) {
    if (!('type' in item)) {
      const id = open.at(-1);
      const text = item.hasEOL ? `${item.str} ` : item.str;
      if (!id) artifacts += text;
      else contents.set(id, (contents.get(id) ?? '') + text);
    } else if (item.type === 'endMarkedContent') open.pop();
    else open.push((item as { id?: string | null }).id);
  }
  return { contents, artifacts: artifacts.replace(/\s+/gu, ' ') };
}
