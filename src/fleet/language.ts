export const LANGUAGES = ['python', 'java', 'low-code', 'manifest-only'] as const;
export type Language = (typeof LANGUAGES)[number];
