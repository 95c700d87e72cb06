// The words that a contract is written in: those of any common test runner, handed in so that the house imports none.

interface Expectation {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toThrow(expected?: unknown): void;
  toMatchObject(expected: object): void;
}

interface LaterExpectation extends Expectation {
  readonly rejects: {
    toThrow(expected?: unknown): Promise<void>;
    toMatchObject(expected: object): Promise<void>;
  };
}

export interface ContractSuite {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void> | void): unknown;
  expect(value: unknown): LaterExpectation;
}
