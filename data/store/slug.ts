import { sha256 } from './hash.ts';

/** Lower case, every other character than a–z and 0–9 becomes a hyphen. */
export function slugOf(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]/g, '-');
}

/** The slug for an id where `taken` tells whether another has the plain one: then six hex digits of the id's hash follow. */
export function freeSlug(id: string, taken: (slug: string) => boolean): string {
  const slug = slugOf(id);
  return taken(slug) ? `${slug}-${sha256(id).slice(0, 6)}` : slug;
}
