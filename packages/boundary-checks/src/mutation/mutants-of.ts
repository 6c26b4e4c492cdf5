import ts from "typescript";
import type { Mutant } from "./mutant.ts";
import { withoutAlternatives } from "./pattern-alternatives.ts";

type Change = { readonly node: ts.Node; readonly replacement: string; readonly withComma?: boolean };
type Mutator = (node: ts.Node, text: (node: ts.Node) => string) => readonly Change[];

/** Every mutant of a TypeScript source. Types, imports and texts for people are left alone. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const text = (node: ts.Node) => node.getText(tree);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isLeftAlone(node)) return;
    for (const mutator of MUTATORS) {
      for (const change of mutator(node, text)) {
        const { replacement } = change;
        const start = change.node.getStart(tree);
        const end = change.withComma === true ? pastComma(source, change.node.getEnd()) : change.node.getEnd();
        const original = source.slice(start, end);
        if (original === replacement) continue;
        const line = tree.getLineAndCharacterOfPosition(start).line + 1;
        mutants.push({ file, line, start, end, original, replacement });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants;
}

/** The end of a list's element with the comma that follows it, so that the rest is a list still. */
function pastComma(source: string, end: number): number {
  return end + (/^\s*,/.exec(source.slice(end))?.[0].length ?? 0);
}

/** Words for people: a test that pinned them would only repeat them. */
const FOR_PEOPLE = new Set(["says", "cause", "remedy", "what", "message", "why"]);

function isLeftAlone(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  return ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && FOR_PEOPLE.has(node.name.text);
}

const BINARY: Readonly<Record<string, readonly string[]>> = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "&&": ["||"],
  "||": ["&&"],
  "??": ["&&"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
};

const METHOD: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  find: "findLast",
  max: "min",
  min: "max",
};

const MUTATORS: readonly Mutator[] = [
  // An operator becomes its neighbour or its opposite.
  (node) =>
    ts.isBinaryExpression(node)
      ? (BINARY[node.operatorToken.getText()] ?? []).map((replacement) => ({ node: node.operatorToken, replacement }))
      : [],
  // A condition always holds, and never holds.
  (node) => {
    const condition = conditionOf(node);
    return condition === undefined ? [] : ["true", "false"].map((replacement) => ({ node: condition, replacement }));
  },
  // A negation goes.
  (node, text) =>
    ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
      ? [{ node, replacement: text(node.operand) }]
      : [],
  // What a function says yes or no to is turned round.
  (node, text) => {
    const said = verdictOf(node);
    return said === undefined ? [] : [{ node: said, replacement: `!(${text(said)})` }];
  },
  (node) =>
    node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword
      ? [{ node, replacement: node.kind === ts.SyntaxKind.TrueKeyword ? "false" : "true" }]
      : [],
  // A limit moves by one, either way.
  (node) =>
    ts.isNumericLiteral(node)
      ? [1, -1].map((by) => ({ node, replacement: String(Number(node.text.replaceAll("_", "")) + by) }))
      : [],
  // A word of the policy becomes another.
  (node) => (ts.isStringLiteral(node) && !isName(node) ? [{ node, replacement: '"mutated"' }] : []),
  // A pattern misses one of the things that it looks for.
  (node, text) =>
    ts.isRegularExpressionLiteral(node)
      ? withoutAlternatives(text(node)).map((replacement) => ({ node, replacement }))
      : [],
  // A line of a table goes.
  (node) =>
    ts.isArrayLiteralExpression(node)
      ? node.elements.map((element) => ({ node: element, replacement: "", withComma: true }))
      : [],
  // Some becomes every, the first becomes the last.
  (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const replacement = METHOD[node.expression.name.text];
    return replacement === undefined ? [] : [{ node: node.expression.name, replacement }];
  },
];

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return node.expression;
  return ts.isConditionalExpression(node) ? node.condition : undefined;
}

/** A call that is all a function returns, or all that an arrow function is: its operators have no mutants of their own. */
function verdictOf(node: ts.Node): ts.Expression | undefined {
  const expression = ts.isReturnStatement(node) ? node.expression : ts.isArrowFunction(node) ? node.body : undefined;
  return expression !== undefined && ts.isCallExpression(expression) && isPredicate(expression)
    ? expression
    : undefined;
}

function isPredicate({ expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return /^(?:is|has|may|some$|every$|includes$|test$)/.test(name);
}

/** Keys of objects and labels of cases: the compiler already refuses others. */
function isName(node: ts.StringLiteral): boolean {
  return ts.isCaseClause(node.parent) || (ts.isPropertyAssignment(node.parent) && node.parent.name === node);
}
