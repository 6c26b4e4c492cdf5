// Stands in for the SDK's credential chain in Lambda bundles: a function's only credentials are in its environment.
// The chain for laptops (SSO, profiles, instance metadata) would be 60 KB of code that can never run there.
import { fromEnv } from "@aws-sdk/credential-provider-env";

export const defaultProvider = (init) => fromEnv(init);
