// Stands in for the X-Ray SDK's patch of the AWS SDK v2, which no function has.
export const captureAWS = (sdk) => sdk;
export const captureAWSClient = (client) => client;
