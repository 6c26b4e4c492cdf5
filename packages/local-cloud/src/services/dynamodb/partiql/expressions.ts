import type { AttributePath, AttributeValue } from "../item.ts";
import type { Assignment, Condition, SetOperand } from "./statement.ts";

/** Writes conditions and updates as DynamoDB's expressions, every name and value by a placeholder. */
export class Expressions {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, AttributeValue> = {};
  private readonly placeholders = new Map<string, string>();

  path(path: AttributePath): string {
    return path
      .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${this.name(part)}`))
      .join("");
  }

  value(value: AttributeValue): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    this.values[placeholder] = value;
    return placeholder;
  }

  all(conditions: readonly Condition[]): string {
    return conditions.map((condition) => this.condition(condition)).join(" AND ");
  }

  update(sets: readonly Assignment[], removes: readonly AttributePath[]): string {
    const set = sets.map((assignment) => this.assignment(assignment)).join(", ");
    const remove = removes.map((path) => this.path(path)).join(", ");
    return [set && `SET ${set}`, remove && `REMOVE ${remove}`].filter(Boolean).join(" ");
  }

  /** The placeholders as an operation takes them; left out where there are none. */
  placeholderMembers(): object {
    return {
      ...(Object.keys(this.names).length === 0 ? {} : { ExpressionAttributeNames: this.names }),
      ...(Object.keys(this.values).length === 0 ? {} : { ExpressionAttributeValues: this.values }),
    };
  }

  private name(name: string): string {
    const known = this.placeholders.get(name);
    if (known !== undefined) return known;
    const placeholder = `#n${this.placeholders.size}`;
    this.placeholders.set(name, placeholder);
    this.names[placeholder] = name;
    return placeholder;
  }

  private condition(condition: Condition): string {
    const path = this.path(condition.path);
    switch (condition.kind) {
      case "compare":
        return `${path} ${condition.operator} ${this.value(condition.value)}`;
      case "between":
        return `${path} BETWEEN ${this.value(condition.low)} AND ${this.value(condition.high)}`;
      case "in":
        return `${path} IN (${condition.values.map((value) => this.value(value)).join(", ")})`;
      case "missing":
        return `${condition.negated ? "attribute_exists" : "attribute_not_exists"}(${path})`;
      case "begins_with":
      case "contains":
        return `${condition.kind}(${path}, ${this.value(condition.value)})`;
    }
  }

  private assignment({ path, left, operator, right }: Assignment): string {
    const sum = operator === undefined || right === undefined ? "" : ` ${operator} ${this.operand(right)}`;
    return `${this.path(path)} = ${this.operand(left)}${sum}`;
  }

  private operand(operand: SetOperand): string {
    return "path" in operand ? this.path(operand.path) : this.value(operand.value);
  }
}
