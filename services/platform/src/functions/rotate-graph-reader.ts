import { rotationHandler } from "../rotation.handler.ts";

/** Renews the password of the Graph application that reads, and of the one that owns it. */
export const handler = rotationHandler("rotate-graph-reader");
