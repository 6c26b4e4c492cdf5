import { expect, test } from "@jest/globals";
import { passwordFits } from "./scram.ts";

// The exchange of RFC 7677's example: user "user", password "pencil".
const verifier =
  "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

test("the password of RFC 7677's example fits its verifier, and no other does", () => {
  expect(passwordFits(verifier, "pencil")).toBe(true);
  expect(passwordFits(verifier, "Pencil")).toBe(false);
});

test("nothing fits a role without a password, or with one in another form", () => {
  expect(passwordFits(null, "")).toBe(false);
  expect(passwordFits("md5abc", "pencil")).toBe(false);
});
