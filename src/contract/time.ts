/**
 * A time as the pages' services write it: ISO 8601 extended format with "T", whole seconds or a fraction up to
 * microseconds; an offset or `Z` may follow. The shape only; that such a day exists is checked apart.
 */
export const timePattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?(Z|[+-]\\d{2}:\\d{2})?$';
