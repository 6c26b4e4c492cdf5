import { awsClientSettings, type LambdaRuntime, stageVerifier } from "@agentic-pm/lambda";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoBookingEnds } from "../adapters/dynamodb/booking-ends.ts";
import type { Config } from "../config/close-booking.ts";
import type { ClosePorts } from "../usecases/close-booking.ts";
import type { SweepPorts } from "../usecases/sweep-bookings.ts";

/** The real ports of `close-booking`: how a booking stands, and every seal that a failed stage may have been given. */
export function ports(config: Config, { audit, clock, logger, metrics }: LambdaRuntime): ClosePorts & SweepPorts {
  const { BOOKINGS_TABLE: table, OUTBOX_TABLE: outbox } = config;
  return {
    seals: [
      stageVerifier({ stage: "connect", keyArn: config.CONNECT_SEAL_KEY_ARN }),
      stageVerifier({ stage: "sanitise_request", keyArn: config.SANITISE_REQUEST_SEAL_KEY_ARN }),
      stageVerifier({ stage: "retrieve", keyArn: config.RETRIEVE_SEAL_KEY_ARN }),
      stageVerifier({ stage: "plan", keyArn: config.PLAN_SEAL_KEY_ARN }),
      stageVerifier({ stage: "operator", keyArn: config.OPERATOR_SEAL_KEY_ARN }),
      stageVerifier({ stage: "requote", keyArn: config.REQUOTE_SEAL_KEY_ARN }),
    ],
    ends: new DynamoBookingEnds(new DynamoDBClient(awsClientSettings()), { table, outbox, clock, trail: audit }),
    audit,
    metrics,
    clock,
    logger,
  };
}
