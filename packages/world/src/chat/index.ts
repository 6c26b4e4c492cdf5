export { ChatClient, type ChatOptions } from "./chat-client.ts";
export { ClerkSession, SignInAccess } from "./clerk-session.ts";
