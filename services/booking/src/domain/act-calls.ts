import * as z from "zod";

/** `<box>top,left,bottom,right</box>` in CSS pixels of the viewport. */
const BoxText = z.string().regex(/^<box>-?\d{1,6},-?\d{1,6},-?\d{1,6},-?\d{1,6}<\/box>$/);
const callId = z.string().min(1).max(128);
const name = <Name extends string>(plain: Name) =>
  z.enum([plain, `browser.${plain}`, `tool.${plain}`]).transform((): Name => plain);
/** What the service may add after the arguments that are read here. */
const options = z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean()]));

/** What the act model may ask for. Whatever does not fit is not done, and the act is over. */
const ActCall = z.union([
  z.strictObject({ callId, name: name("agentClick"), input: z.tuple([BoxText], options) }),
  z.strictObject({ callId, name: name("agentHover"), input: z.tuple([BoxText], options) }),
  z.strictObject({
    callId,
    name: name("agentType"),
    input: z.union([z.tuple([z.string().max(254), BoxText]), z.tuple([z.string().max(254), BoxText, options])]),
  }),
  z.strictObject({
    callId,
    name: name("agentScroll"),
    input: z.tuple([z.enum(["up", "down", "left", "right"]), BoxText], options),
  }),
  z.strictObject({ callId, name: name("goToUrl"), input: z.tuple([z.url().max(2000)]) }),
  z.strictObject({ callId, name: name("wait"), input: z.tuple([z.number().min(0).max(10)]) }),
  z.strictObject({ callId, name: name("waitForPageToSettle"), input: z.tuple([]) }),
  z.strictObject({ callId, name: name("takeObservation"), input: z.tuple([]) }),
  z.strictObject({ callId, name: name("think"), input: z.tuple([z.string().max(8000)]) }),
  z.strictObject({ callId, name: name("return"), input: z.array(z.unknown()).max(1) }),
  z.strictObject({ callId, name: name("throw"), input: z.array(z.unknown()).max(1) }),
]);
export type ActCall = z.infer<typeof ActCall>;

/** What a step answers with. */
export const ActStep = z.object({ stepId: z.string().min(1).max(128), calls: z.array(ActCall).min(1).max(20) });
export type ActStep = z.infer<typeof ActStep>;
