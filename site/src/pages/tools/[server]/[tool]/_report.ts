/** A prefilled issue about a wrong label; null where the site knows no repository to report to. */
export function reportUrl(
  repositoryUrl: string | undefined,
  { name, toolId, url }: { name: string; toolId: string; url: string },
): string | null {
  if (repositoryUrl === undefined) return null;
  const issue = new URL(`${repositoryUrl.replace(/\/$/, '')}/issues/new`);
  issue.searchParams.set('title', `Wrong label: ${name}`);
  issue.searchParams.set(
    'body',
    `Tool: ${toolId}\nPage: ${url}\n\nThe label should be:\nThe words of the definition that show it:\n`,
  );
  return issue.href;
}
