import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'dist.*/', 'coverage/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A closed union must name its cases: a new member then fails to compile where it is forgotten.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Casts at the borders hide unchecked data; `satisfies` and guards say what is known.
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'process.exit() cuts a pipe short; set process.exitCode.' },
        { object: 'process', property: 'stdout', message: 'Only src/io/ writes to the outside.' },
        { object: 'process', property: 'stderr', message: 'Only src/io/ writes to the outside.' },
      ],
      // Recurses without end on recursive types such as a JSON value (typescript-eslint 8.73).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
      // Two imports of one module are one import, types beside values.
      'no-duplicate-imports': 'error',
    },
  },
  { files: ['src/io/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
);
