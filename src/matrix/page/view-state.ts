/** What the page shows. It is in the address, so that it can be sent to others. */
export interface ViewState {
  readonly query: string;
  /** The keys of the columns that are compared. */
  readonly baseline?: string;
  readonly current?: string;
  /** The id of the fact that is open, and the key of the column; only a column: that is open. */
  readonly fact?: string;
  readonly column?: string;
}

const keys = ['baseline', 'current', 'fact', 'column'] as const;

/** The state that an address has behind its `#`. */
export function stateIn(hash: string): ViewState {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const others = keys.flatMap(key => {
    const value = values.get(key);
    return value === null ? [] : [[key, value] as const];
  });
  return { query: values.get('q') ?? '', ...Object.fromEntries(others) };
}

/** The same as what stands behind the `#`. What people read there stays readable. */
export function hashOf(state: ViewState): string {
  const values = [['q', state.query] as const, ...keys.map(key => [key, state[key] ?? ''] as const)];
  const parts = values.filter(([, value]) => value !== '').map(([key, value]) => `${key}=${encoded(value)}`);
  return `#${parts.join('&')}`;
}

const encoded = (value: string): string => encodeURIComponent(value).replace(/%(?:3A|2C|2F)/g, decodeURIComponent);
