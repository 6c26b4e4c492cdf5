import type { ViewPort } from "../session-record.ts";

const QUIET_FEATURES = [
  "AutofillServerCommunication",
  "CertificateTransparencyComponentUpdater",
  "DialMediaRouteProvider",
  "GlobalMediaControls",
  "MediaRouter",
  "OptimizationHints",
  "Translate",
];

/** What every browser is started with: nothing calls home, no proxy of this machine is used, nobody else is let in. */
export function chromiumFlags(options: { profileDir: string; viewPort: ViewPort; sandbox: boolean }): string[] {
  return [
    "--headless",
    // A free port of the loopback, which stays between this process and the browser.
    "--remote-debugging-port=0",
    `--user-data-dir=${options.profileDir}`,
    `--window-size=${options.viewPort.width},${options.viewPort.height}`,
    "--no-proxy-server",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    `--disable-features=${QUIET_FEATURES.join(",")}`,
    "--disable-gpu",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--in-process-gpu",
    "--metrics-recording-only",
    "--mute-audio",
    "--password-store=basic",
    ...(options.sandbox ? [] : ["--no-sandbox", "--no-zygote"]),
    "about:blank",
  ];
}
