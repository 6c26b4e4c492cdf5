import type { AuditWriter } from "@agentic-pm/audit-trail";
import type { Clock } from "@agentic-pm/contracts";
import type { EnvelopePorts } from "@agentic-pm/lambda";
import type { StructuredLogger } from "@agentic-pm/observability";
import type { ActModel } from "../ports/act-model.ts";
import type { ConfirmedBookings } from "../ports/confirmed-bookings.ts";
import type { PaymentLedger } from "../ports/payment-ledger.ts";
import type { PortalAddress } from "../ports/portal-address.ts";
import type { BrowserSessions, PortalDrivers, ScreenshotStore } from "../ports/portal-driver.ts";

/** What `booking-executor` works with: a browser, an act model and the booking's row; no secret. */
export interface BookingPorts extends EnvelopePorts {
  readonly bookings: ConfirmedBookings;
  readonly payments: PaymentLedger;
  readonly portal: PortalAddress;
  readonly browsers: BrowserSessions & PortalDrivers;
  readonly actModel: ActModel;
  readonly screenshots: ScreenshotStore;
  readonly remainingMs: () => number;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly logger: StructuredLogger;
}
