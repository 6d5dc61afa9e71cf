const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `2 January 2026`, in UTC. */
export function formatDate(iso: string): string {
  return day.format(new Date(iso));
}
