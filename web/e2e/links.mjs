// Every link of every page leads somewhere, and to nobody who is then refused.

/** What a file of this name has to be. */
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TYPES = {
  pdf: 'application/pdf',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  txt: 'text/plain; charset=utf-8',
};

/** The links of the page that lead nowhere, one sentence each. Each is tried once for each person. */
export async function deadLinks(person) {
  person.tried ??= new Set();
  const { paths, lost } = await person.page.evaluate(linksOf);
  const dead = lost.map((place) => `a link to ${place}, which is not on the page`);
  for (const path of paths.filter((path) => !person.tried.has(path))) {
    person.tried.add(path);
    const answer = await person.context.request.get(path, { maxRedirects: 0 });
    if (answer.status() >= 400) dead.push(`a link to ${path}, which answers ${answer.status()}`);
    const [type, wanted] = [answer.headers()['content-type'], TYPES[path.split('?')[0].split('.').pop()]];
    if (wanted && type !== wanted) dead.push(`a link to ${path}, which is ${type}`);
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
