import { posix } from 'node:path'
import ts from 'typescript'
import {
  ALLOWED_MODULES,
  ALLOWED_SIDEWAYS,
  BANNED_GLOBALS,
  BANNED_MEMBERS,
  FIRST_WORLDLY_LEVEL,
  LEVELS,
  TESTS_ONLY,
} from './rules.ts'

/** Source texts by path below `src`, with `/`: `base/assert.ts`. */
export type Sources = ReadonlyMap<string, string>

export interface Violation {
  readonly file: string
  readonly line: number
  readonly message: string
}

interface Place {
  readonly folder: string
  readonly level: number
}

interface Import {
  readonly specifier: string
  readonly line: number
  /** Gone at run time. */
  readonly typeOnly: boolean
}

/** The folder of the table that a file is in, the longest that fits. */
function placeOf(file: string): Place | null {
  let found: Place | null = null
  LEVELS.forEach((folders, level) => {
    for (const folder of folders) {
      const inside = file === folder || file.startsWith(`${folder}/`)
      if (inside && (found === null || folder.length > found.folder.length)) found = { folder, level }
    }
  })
  return found
}

export function checkLayers(sources: Sources): Violation[] {
  const violations: Violation[] = []
  const graph = new Map<string, string[]>()
  for (const [file, text] of sources) {
    if (TESTS_ONLY.test(file)) continue
    const place = placeOf(file)
    if (place === null) {
      violations.push({ file, line: 1, message: 'is in no folder of the table in scripts/layers/rules.ts' })
      continue
    }
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS)
    const report = (line: number, message: string) => violations.push({ file, line, message })
    const targets: string[] = []
    for (const { specifier, line, typeOnly } of importsOf(source)) {
      if (!specifier.startsWith('.')) {
        checkModule(place, specifier, message => report(line, message))
        continue
      }
      const target = posix.normalize(posix.join(posix.dirname(file), specifier))
      if (target.startsWith('../')) continue
      if (!sources.has(target)) {
        report(line, `imports ${specifier}, which does not exist`)
        continue
      }
      if (TESTS_ONLY.test(target)) report(line, `imports ${target}, which is for tests only`)
      checkDirection(place, target, message => report(line, message))
      if (!typeOnly) targets.push(target)
    }
    graph.set(file, targets)
    if (place.level < FIRST_WORLDLY_LEVEL) checkWorld(source, report)
  }
  for (const cycle of cyclesOf(graph)) {
    violations.push({
      file: cycle[0]!,
      line: 1,
      message: `imports itself in a circle: ${[...cycle, cycle[0]].join(' → ')}`,
    })
  }
  return violations.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

function checkDirection(from: Place, target: string, report: (message: string) => void): void {
  const to = placeOf(target)
  if (to === null || to.folder === from.folder) return
  if (to.level < from.level) return
  if (to.level === from.level && ALLOWED_SIDEWAYS.has(`${from.folder} → ${to.folder}`)) return
  report(
    to.level === from.level
      ? `imports ${target}, but ${from.folder} and ${to.folder} are of one level (${from.level})`
      : `imports ${target} of level ${to.level}, but ${from.folder} is of level ${from.level}`,
  )
}

function checkModule(place: Place, specifier: string, report: (message: string) => void): void {
  if (place.level >= FIRST_WORLDLY_LEVEL) return
  const allowed = [...(ALLOWED_MODULES['*'] ?? []), ...(ALLOWED_MODULES[place.folder] ?? [])]
  if (!allowed.includes(specifier))
    report(`imports "${specifier}"; below level ${FIRST_WORLDLY_LEVEL} the world is reached through Host`)
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
}

function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause
      const bindings = clause?.namedBindings
      const onlyTypes =
        clause !== undefined &&
        (clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
          (clause.name === undefined &&
            bindings !== undefined &&
            ts.isNamedImports(bindings) &&
            bindings.elements.length > 0 &&
            bindings.elements.every(element => element.isTypeOnly)))
      found.push({ specifier: node.moduleSpecifier.text, line: lineOf(source, node), typeOnly: onlyTypes })
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({ specifier: node.moduleSpecifier.text, line: lineOf(source, node), typeOnly: node.isTypeOnly })
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (argument !== undefined && ts.isStringLiteral(argument)) {
        // Loaded later: no part of a circle at load time.
        found.push({ specifier: argument.text, line: lineOf(source, node), typeOnly: true })
      }
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      found.push({ specifier: node.argument.literal.text, line: lineOf(source, node), typeOnly: true })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Uses of ambient time, randomness, timers and process state. A local of the same name is none. */
function checkWorld(source: ts.SourceFile, report: (line: number, message: string) => void): void {
  const declared = new Set<string>()
  const collect = (node: ts.Node): void => {
    if (
      (ts.isImportSpecifier(node) ||
        ts.isNamespaceImport(node) ||
        ts.isImportClause(node) ||
        ts.isVariableDeclaration(node) ||
        ts.isParameter(node) ||
        ts.isBindingElement(node) ||
        ts.isFunctionDeclaration(node)) &&
      node.name !== undefined &&
      ts.isIdentifier(node.name)
    ) {
      declared.add(node.name.text)
    }
    ts.forEachChild(node, collect)
  }
  collect(source)

  const visit = (node: ts.Node, parent: ts.Node | null): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const member = `${node.expression.text}.${node.name.text}`
      if (BANNED_MEMBERS.has(member))
        report(lineOf(source, node), `uses ${member}; take it from Host, or as an argument`)
    }
    if (
      ts.isNewExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'Date' &&
      !node.arguments?.length
    ) {
      report(lineOf(source, node), 'uses new Date(); take the time from Host, or as an argument')
    }
    if (
      ts.isIdentifier(node) &&
      BANNED_GLOBALS.has(node.text) &&
      !declared.has(node.text) &&
      isReference(node, parent)
    ) {
      report(lineOf(source, node), `uses ${node.text}; take it from Host`)
    }
    ts.forEachChild(node, child => visit(child, node))
  }
  visit(source, null)
}

/** Not the name of a property, a parameter of a type, a key. */
function isReference(node: ts.Identifier, parent: ts.Node | null): boolean {
  if (parent === null) return false
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return true
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isShorthandPropertyAssignment(parent)) return true
  return (
    ts.isExpressionStatement(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isBinaryExpression(parent) ||
    ts.isElementAccessExpression(parent)
  )
}

/** Every group of files that import each other in a circle, once (Tarjan). */
function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const cycles: string[][] = []
  const visit = (file: string): void => {
    index.set(file, index.size)
    low.set(file, index.get(file)!)
    stack.push(file)
    onStack.add(file)
    for (const target of graph.get(file) ?? []) {
      if (!index.has(target)) {
        visit(target)
        low.set(file, Math.min(low.get(file)!, low.get(target)!))
      } else if (onStack.has(target)) low.set(file, Math.min(low.get(file)!, index.get(target)!))
    }
    if (low.get(file) !== index.get(file)) return
    const group: string[] = []
    for (let member: string | undefined; member !== file; ) {
      member = stack.pop()!
      onStack.delete(member)
      group.unshift(member)
    }
    if (group.length > 1 || graph.get(file)?.includes(file)) cycles.push(group)
  }
  for (const file of graph.keys()) if (!index.has(file)) visit(file)
  return cycles
}
