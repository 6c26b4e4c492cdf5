import type { FlightSegment } from "@agentic-pm/contracts/travel";

/** Minutes from the first departure to the last arrival: the flights, and the changes between them at one airport each. */
export function travelMinutes(segments: readonly FlightSegment[]): number {
  return segments.reduce((minutes, segment, index) => {
    const next = segments[index + 1];
    return minutes + segment.minutes + (next === undefined ? 0 : minutesBetween(segment.arrives, next.departs));
  }, 0);
}

/** Between two local times at the same airport. */
export function minutesBetween(earlier: string, later: string): number {
  return (Date.parse(`${later}Z`) - Date.parse(`${earlier}Z`)) / 60_000;
}

/** Whether each flight begins where and after the one before it ended. */
export function isConnected(segments: readonly FlightSegment[]): boolean {
  return segments.every((segment, index) => {
    const before = segments[index - 1];
    return before === undefined || (before.to === segment.from && minutesBetween(before.arrives, segment.departs) > 0);
  });
}
