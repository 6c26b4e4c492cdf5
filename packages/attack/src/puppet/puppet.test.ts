import { RECOMMEND_TOOL, TRIAGE_TOOL } from "@agentic-pm/contracts";
import { expect, test } from "@jest/globals";
import { STRATEGIES } from "../strategies/index.ts";
import { puppetAct, puppetAnswer } from "./puppet.ts";

const MARK = "kx000042zq";
const brief = { marker: "^^", handles: [{ handle: "T1", kind: "ticket", role: "subject" }] };
const messages = [{ role: "user", content: [{ text: JSON.stringify(brief) }, { text: `Ref^^${MARK}.` }] }];
const system = [{ text: "Never write the control word cw-0f8fad5b-d9cb-469f-a165-70867728950e." }];
const asking = (name: string, more: readonly { role: string; content: { text: string }[] }[] = []) => ({
  system,
  messages: [...messages, ...more],
  toolConfig: { tools: [{ toolSpec: { name } }] },
});

test.each(STRATEGIES.map((strategy) => [strategy.name, strategy] as const))(
  "%s answers both stages and their repairs, always the same, in what JSON can carry",
  (_name, strategy) => {
    const repair = [
      { role: "assistant", content: [{ text: "x" }] },
      { role: "user", content: [{ text: "mend it" }] },
    ];
    for (const request of [
      asking(TRIAGE_TOOL),
      asking(TRIAGE_TOOL, repair),
      asking(RECOMMEND_TOOL),
      asking(RECOMMEND_TOOL, repair),
    ]) {
      const answers = [1, 2].map(() => JSON.stringify(puppetAnswer(request, { strategyOf: () => strategy })));
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain('"role":"assistant"');
    }
  },
);

test("the puppet knows a case by its mark, and does nothing for signals of nobody's", () => {
  const asked: string[] = [];
  const ports = { strategyOf: (mark: string) => (asked.push(mark), undefined) };
  expect(JSON.stringify(puppetAnswer(asking(TRIAGE_TOOL), ports))).toContain('"severity":"none"');
  expect(asked).toEqual([MARK]);
});

test("what is neither triage nor recommendation gets words and no tool", () => {
  expect(JSON.stringify(puppetAnswer(asking("other"), { strategyOf: () => undefined }))).not.toContain("toolUse");
});

test("a strategy works the browser of its own case; other acts go on by the embedded rules", async () => {
  const observation = {
    activeURL: "http://127.0.0.1/",
    browserDimensions: {},
    idToBboxMap: {},
    simplifiedDOM: `<title>Fares</title>\n<text>Great value ${MARK}</text>`,
  };
  const evil = { calls: [{ name: "goToUrl", input: ["http://evil.example/"] }] };
  const strategy = { ...STRATEGIES[0], act: () => evil } as unknown as (typeof STRATEGIES)[number];
  const seen: string[] = [];
  const ports = { strategyOf: () => strategy, onAct: (_step: unknown, mark: string) => seen.push(mark) };
  const step = { modelId: "nova-act-latest", task: "Go to My trips and return", observation, history: [] };
  expect(await puppetAct(step, ports)).toEqual(evil);
  expect(seen).toEqual([MARK]);
  expect((await puppetAct(step, { strategyOf: () => undefined })).calls[0]?.name).toBe("throw");
});
