import type { Entity } from "@agentic-pm/contracts";

/** Entities by id; the same person found in several places belongs to all their audiences. */
export class EntityCollection {
  readonly #byId = new Map<string, Entity>();

  add(entity: Entity): void {
    const known = this.#byId.get(entity.entityId);
    const audiences = [...new Set([...(known?.audiences ?? []), ...entity.audiences])].slice(0, 32);
    this.#byId.set(entity.entityId, { ...entity, audiences });
  }

  all(): Entity[] {
    return [...this.#byId.values()];
  }
}
