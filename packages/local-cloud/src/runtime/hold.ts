/** Puts it there for good. */
export function fix(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: false, configurable: false, enumerable: true });
}

/** What throws instead of doing what nobody would hold to the function's network. */
export function refuse(functionName: string, what: string): () => never {
  return function (): never {
    const cause = `${functionName} stands in a VPC, and ${what} would not be held to its network here.`;
    throw Object.assign(new Error(cause), {
      code: "ERR_NOT_SIMULATED",
      remedy: "Do it without, or in a function outside the VPC.",
    });
  };
}
