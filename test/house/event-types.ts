import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#hosting/project-file.js';

/** What the TypeScript type of an event says about it. */
export interface DeclaredEvent {
  readonly type: string;
  /** Paths of fields typed `Personal<…>`, as a catalogue writes them, sorted. */
  readonly personal: readonly string[];
}

/** The events that the contexts' contracts declare as types. */
export function declaredEvents(): DeclaredEvent[] {
  const root = projectRoot();
  return eventsIn(globSync('libs/*/contract/**/*.ts', { cwd: root }).map((file) => join(root, file)));
}

/** The events declared in these files. */
export function eventsIn(files: readonly string[]): DeclaredEvent[] {
  const program = ts.createProgram(files, compilerOptions());
  const checker = program.getTypeChecker();
  const found = new Map<string, DeclaredEvent>();
  for (const file of files) {
    for (const statement of program.getSourceFile(file)!.statements) {
      if (!ts.isTypeAliasDeclaration(statement) || statement.typeParameters) continue;
      const type = checker.getTypeAtLocation(statement.name);
      const name = memberType(checker, type, 'type');
      const data = memberType(checker, type, 'data');
      if (type.isUnion() || !name?.isStringLiteral() || !data) continue;
      found.set(name.value, { type: name.value, personal: personalPaths(checker, data).toSorted() });
    }
  }
  return [...found.values()];
}

function personalPaths(checker: ts.TypeChecker, type: ts.Type, path: readonly string[] = []): string[] {
  const parts = type.isUnion() ? type.types : [type];
  if (parts.some((part) => part.getProperty('$sealed'))) return [path.join('.')];
  return parts.flatMap((part) => {
    if (!(part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return [];
    if (checker.isArrayLikeType(part))
      return checker
        .getTypeArguments(part as ts.TypeReference)
        .flatMap((element) => personalPaths(checker, element, [...path, '*']));
    return part
      .getProperties()
      .flatMap((member) => personalPaths(checker, checker.getTypeOfSymbol(member), [...path, member.name]));
  });
}

function memberType(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Type | undefined {
  const member = type.getProperty(name);
  return member && checker.getTypeOfSymbol(member);
}

/** The project's own options, without the types of Node, which take longer to read than all contracts. */
function compilerOptions(): ts.CompilerOptions {
  const file = join(projectRoot(), 'tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, projectRoot());
  return { ...options, types: [], incremental: false };
}
