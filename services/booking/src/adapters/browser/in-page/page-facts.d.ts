import type { PageFacts } from "../../../domain/page-facts.ts";

export function serverFacts(none: null): Promise<PageFacts>;
export function onlySubmitTo(form: { readonly path: string }): number | null;
