// Every link of every page leads somewhere, and to nobody who is then refused.

/** Ways that are shown before their pages stand. The list may only shrink. */
const NOT_YET = [/^\/meetings\/[^/]+\/form$/];

/** The links of the page that lead nowhere, one sentence each. Each is tried once for each person. */
export async function deadLinks(person) {
  person.tried ??= new Set();
  const { paths, lost } = await person.page.evaluate(linksOf);
  const dead = lost.map((place) => `a link to ${place}, which is not on the page`);
  for (const path of paths.filter((path) => !person.tried.has(path) && !NOT_YET.some((way) => way.test(path)))) {
    person.tried.add(path);
    const status = (await person.context.request.get(path, { maxRedirects: 0 })).status();
    if (status >= 400) dead.push(`a link to ${path}, which answers ${status}`);
  }
  return dead;
}

/** The paths that are linked to, and the places on the page itself that are not there. */
function linksOf() {
  const links = [...document.querySelectorAll('a[href]')];
  const lost = links.map((link) => link.getAttribute('href')).filter((href) => href.startsWith('#') && !document.getElementById(href.slice(1)));
  const ours = links.filter((link) => link.origin === location.origin && !link.getAttribute('href').startsWith('#'));
  return { paths: [...new Set(ours.map((link) => link.pathname + link.search))], lost };
}
