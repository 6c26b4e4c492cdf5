/** At most so many in a minute. */
export interface Rate {
  readonly key: string;
  readonly most: number;
}

export interface RateSettings {
  readonly connectsPerEmployee: number;
  readonly connectsPerAddress: number;
  readonly messagesPerEmployee: number;
  readonly messagesPerAddress: number;
}

/** Seconds of the window that everything is counted in. */
export const WINDOW_S = 60;

/** The minute that an instant is in, and the instant at which the next begins. */
export function windowOf(now: Date): { readonly minute: number; readonly endsAt: string } {
  const minute = Math.floor(now.getTime() / (WINDOW_S * 1000));
  return { minute, endsAt: new Date((minute + 1) * WINDOW_S * 1000).toISOString() };
}

/** What a new socket counts against. */
export function connectRates(from: { employeeId: string; address: string }, settings: RateSettings): Rate[] {
  return [
    { key: `rate#connect#${from.employeeId}`, most: settings.connectsPerEmployee },
    { key: `rate#connect#${from.address}`, most: settings.connectsPerAddress },
  ];
}

/** What a message counts against. Many employees may share one address. */
export function messageRates(from: { employeeId: string; address: string }, settings: RateSettings): Rate[] {
  return [
    { key: `rate#message#${from.employeeId}`, most: settings.messagesPerEmployee },
    { key: `rate#message#${from.address}`, most: settings.messagesPerAddress },
  ];
}
