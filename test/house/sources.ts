import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#hosting/project-file.js';

/** A TypeScript file of the project, read once. */
export interface Source {
  /** Path from the project's root. */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript files of the project. */
export const sources: readonly Source[] = globSync('{apps,libs,test}/**/*.ts', { cwd: projectRoot() })
  .toSorted()
  .map((path) => ({ path, text: readFileSync(join(projectRoot(), path), 'utf8') }));

/** How many lines a file has. */
export function linesOf({ text }: Source): number {
  return text.trimEnd().split('\n').length;
}

/** Whether the file is a test. */
export function isSpec({ path }: Source): boolean {
  return path.endsWith('.spec.ts');
}

/** Names that are exported where they are declared, without a doc line. */
export function undocumented(source: Source): string[] {
  const file = parsed(source);
  const signed = new Set<string>();
  const bare: string[] = [];
  for (const statement of file.statements) {
    if (!isExported(statement) || saysWhatItCarriesOut(statement)) continue;
    const documented = ts.getJSDocCommentsAndTags(statement).length > 0;
    for (const name of namesOf(statement)) {
      // Overloads are one function: the doc line stands on the first of them.
      if (documented) signed.add(name);
      else if (!signed.has(name)) bare.push(name);
    }
  }
  return bare;
}

/** A handler names its command or query in its decorator: a doc line would say that again. */
function saysWhatItCarriesOut(statement: ts.Statement): boolean {
  if (!ts.isClassDeclaration(statement)) return false;
  const decorators = ts.getDecorators(statement) ?? [];
  return decorators.some((each) => /^@(?:Command|Query)Handler\(/.test(each.getText()));
}

/** Uses of what a pure function may not ask: time, randomness, the process it runs in. Lines are counted from 1. */
export function impurities(source: Source): string[] {
  const file = parsed(source);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isImpure(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${source.path}:${line + 1} ${node.getText(file)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const IMPURE_NAMES = new Set(
  'crypto fetch globalThis navigator newId performance process randomUUID setImmediate setInterval setTimeout'.split(
    ' ',
  ),
);
const IMPURE_MEMBERS = new Set(['Date.now', 'Math.random', 'Temporal.Now']);

function isImpure(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return true;
  if (ts.isPropertyAccessExpression(node)) return IMPURE_MEMBERS.has(node.getText());
  return ts.isIdentifier(node) && IMPURE_NAMES.has(node.text) && !isMemberName(node);
}

function isMemberName(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

function parsed({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  )
    return [statement.name?.text ?? 'default'];
  return [];
}
