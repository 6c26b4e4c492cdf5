import * as z from "zod";

/** Where an extraction's results lie: the job's metadata, and of it what is needed. */
export const JobMetadata = z.looseObject({
  output_metadata: z
    .array(
      z.looseObject({
        segment_metadata: z.array(z.looseObject({ standard_output_path: z.string().startsWith("s3://") })).min(1),
      }),
    )
    .min(1),
});

const Box = z.looseObject({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });

/** An element of Bedrock Data Automation's standard output. Members that are not needed are left alone. */
export const ExtractedElement = z.looseObject({
  id: z.string().optional(),
  type: z.string(),
  sub_type: z.string().optional(),
  reading_order: z.number().optional(),
  representation: z.looseObject({ text: z.string().optional(), markdown: z.string().optional() }).optional(),
  page_indices: z.array(z.number().int().nonnegative()).optional(),
  locations: z
    .array(z.looseObject({ page_index: z.number().int().nonnegative(), bounding_box: Box.optional() }))
    .optional(),
});
export type ExtractedElement = z.infer<typeof ExtractedElement>;

/** The standard output of one document. */
export const ExtractionResult = z.looseObject({
  pages: z.array(z.unknown()).optional(),
  elements: z.array(ExtractedElement).max(50_000).optional(),
});
export type ExtractionResult = z.infer<typeof ExtractionResult>;
