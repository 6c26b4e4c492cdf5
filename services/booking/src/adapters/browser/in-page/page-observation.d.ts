import type { PageElement, PageObservation } from "../../../domain/page-observation.ts";

export function observePage(limits: { readonly maxLines: number }): PageObservation;
export function pageElement(which: { readonly id: number }): PageElement | null;
export function focusField(which: { readonly id: number }): boolean;
