import { writeFileSync } from "node:fs";
import { internationalTravel } from "../policies/international-travel.ts";
import { usDomesticTravel } from "../policies/us-domestic-travel.ts";
import { policyPdf } from "./policy-pdf.ts";

/** Writes the two policies as PDFs beside their texts. */
for (const source of [usDomesticTravel, internationalTravel]) {
  const file = new URL(`../policies/${source.name}.pdf`, import.meta.url);
  writeFileSync(file, await policyPdf(source));
}
