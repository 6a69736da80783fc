import english from '../../../examples/annual-results-en/2024.report.md';
import englishProject from '../../../examples/annual-results-en/reportwright.yaml';
import districtMarkdown from '../../../examples/district-reform-2022/2022.report.md';
import districtYaml from '../../../examples/district-reform-2022/2022.report.yaml';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import draftMarkdown from '../../../examples/draft-with-mistakes/2022.report.md';
import draftYaml from '../../../examples/draft-with-mistakes/2022.report.yaml';
import draftProject from '../../../examples/draft-with-mistakes/reportwright.yaml';
import type { Form } from '../../../src/core/document/form.ts';

/** The texts of all example files, with their forms. */
export const exampleTexts: readonly (readonly [string, Form])[] = [
  [english, 'markdown'],
  [englishProject, 'yaml'],
  [districtMarkdown, 'markdown'],
  [districtYaml, 'yaml'],
  [districtProject, 'yaml'],
  [draftMarkdown, 'markdown'],
  [draftYaml, 'yaml'],
  [draftProject, 'yaml'],
];
