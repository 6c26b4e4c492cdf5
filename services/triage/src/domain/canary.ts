/** Whether an answer repeats the canary, also with other case, blanks or punctuation between its characters. */
export function echoesCanary(answer: unknown, canary: string): boolean {
  return bare(JSON.stringify(answer)).includes(bare(canary));
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/gu, "");
}
