/** Puts each call of a port into a trace segment of its own. */
export interface PortTracer {
  /** Runs the work inside a subsegment of that name; an error marks the subsegment and is thrown on. */
  span<Out>(name: string, work: () => Promise<Out>): Promise<Out>;
  /** An indexed fact about the invocation, such as the signal's id. */
  annotate(key: string, value: string | number | boolean): void;
}

/** The same object with every method call traced under `<name>.<method>`; methods must return promises. */
export function traced<Port extends object>(name: string, port: Port, tracer: PortTracer): Port {
  return new Proxy(port, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function" || typeof key === "symbol") return member;
      return (...args: unknown[]) => tracer.span(`${name}.${key}`, async () => Reflect.apply(member, target, args));
    },
  });
}
