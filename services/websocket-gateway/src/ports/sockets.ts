/** The open sockets, by API Gateway's own list. */
export interface Sockets {
  /** "gone" when nobody is there any more. Throws SOCKET_UNAVAILABLE (retryable). */
  post(connectionId: string, text: string): Promise<"sent" | "gone">;
  /** Ends a socket; one that is gone is none. */
  close(connectionId: string): Promise<void>;
}
