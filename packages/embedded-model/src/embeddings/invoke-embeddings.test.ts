import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { EmbeddingRequestInvalid, invokeEmbeddings } from "./invoke-embeddings.ts";

const encoder = {
  encode: async (text: string) => Array.from({ length: 512 }, (_, at) => (at === text.length % 512 ? 1 : 0)),
};

const request = (params: object = {}, change: object = {}) =>
  Buffer.from(
    JSON.stringify({
      schemaVersion: "nova-multimodal-embed-v1",
      taskType: "SINGLE_EMBEDDING",
      singleEmbeddingParams: {
        embeddingPurpose: "GENERIC_INDEX",
        embeddingDimension: 1024,
        text: { truncationMode: "END", value: "Flights must be booked." },
        ...params,
      },
      ...change,
    }),
  );
interface Answer {
  readonly servedBy: string;
  readonly embeddings: readonly { readonly embedding: number[]; readonly truncatedCharLength?: number }[];
}
const answerOf = async (body: Uint8Array): Promise<Answer> =>
  JSON.parse(Buffer.from(await invokeEmbeddings(body, encoder)).toString()) as Answer;

describe("InvokeModel for embeddings", () => {
  test("answers 1,024 numbers of length 1, and says who made them", async () => {
    const { embeddings, servedBy } = await answerOf(request());
    expect(servedBy).toMatch(/^embedded\/\d+$/u);
    expect(embeddings[0]?.embedding).toHaveLength(1024);
    expect(Math.hypot(...(embeddings[0]?.embedding ?? []))).toBeCloseTo(1, 6);
  });

  test("gives the same text the same vector", async () => {
    expect(await answerOf(request())).toEqual(await answerOf(request()));
  });

  // Where this fails, vectors have changed: count embeddingLabel up, then write the new digest here.
  test("vectors are what the name of the embedding says: another digest is another name", async () => {
    const value =
      "A manager approves business class abroad, a hotel, a rental car, a refund, luggage, a visa and insurance for nine hours to Paris.";
    const { embeddings, servedBy } = await answerOf(request({ text: { truncationMode: "END", value } }));
    const rounded = (embeddings[0]?.embedding ?? []).map((number) => Math.round(number * 10_000) + 0).join(",");
    expect([servedBy, createHash("sha256").update(rounded).digest("hex")]).toEqual([
      "embedded/2",
      "602df77854a634ab786862512d70d72da00dca7268888aea6e1359b110bf6e44",
    ]);
  });

  test("cuts a long text where it is asked to, and says so", async () => {
    const text = { truncationMode: "END", value: "a ".repeat(40_000) };
    expect((await answerOf(request({ text }))).embeddings[0]?.truncatedCharLength).toBe(50_000);
    await expect(answerOf(request({ text: { ...text, truncationMode: "NONE" } }))).rejects.toThrow(/longer/u);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ["a dimension that Nova does not know", request({ embeddingDimension: 512 }), /256, 384, 1024, 3072/u],
    ["a dimension that only Nova has", request({ embeddingDimension: 3072 }), /1024 numbers only/u],
    ["Nova's own default dimension", request({ embeddingDimension: undefined }), /1024 numbers only/u],
    ["another schema", request({}, { schemaVersion: "v0" }), /schemaVersion/u],
    ["another task", request({}, { taskType: "SEGMENTED_EMBEDDING" }), /taskType/u],
    ["an unknown purpose", request({ embeddingPurpose: "FUN" }), /embeddingPurpose/u],
    ["an empty text", request({ text: { truncationMode: "END", value: "" } }), /empty/u],
    ["an image", request({ text: undefined, image: {} }), /text must be an object/u],
    ["no way of cutting", request({ text: { value: "a" } }), /truncationMode/u],
    ["what is no JSON", Buffer.from("{"), /JSON/u],
    ["a list", Buffer.from("[]"), /object/u],
  ])("refuses %s", async (_name, body, message) => {
    const attempt = invokeEmbeddings(body, encoder);
    await expect(attempt).rejects.toBeInstanceOf(EmbeddingRequestInvalid);
    await expect(attempt).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringMatching(message),
    });
  });
});
