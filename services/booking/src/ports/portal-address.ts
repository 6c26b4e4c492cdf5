/** Where the portal is. */
export interface PortalAddress {
  /** Its origin, such as "https://portal.example". Throws PORTAL_ADDRESS_MISSING, and PORTAL_ADDRESS_UNAVAILABLE (retryable). */
  origin(): Promise<string>;
}
