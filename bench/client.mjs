// Somebody at a browser, for benches: one cookie and kept connections. Plain node:http, since fetch costs more than many of the pages, on
// the same two cores.
import { Agent, request } from 'node:http';

export class Client {
  #agent;
  #at;
  cookie = '';

  constructor(host, port, maxSockets) {
    this.#agent = new Agent({ keepAlive: true, maxSockets });
    this.#at = { host, port };
  }

  /** Asks for a page, or sends a form: what it says (read when it is asked for) and where it leads. A refusal is an error. */
  ask = (path, fields) =>
    new Promise((done, fail) => {
      const body = fields && new URLSearchParams(fields).toString();
      const form = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${this.#at.host}:${this.#at.port}`, 'sec-fetch-site': 'same-origin' };
      const headers = { cookie: this.cookie, ...(fields && { ...form, 'content-length': Buffer.byteLength(body) }) };
      const asked = request({ agent: this.#agent, ...this.#at, path, method: fields ? 'POST' : 'GET', headers }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', fail);
        answer.on('end', () => {
          const set = answer.headers['set-cookie']?.[0];
          if (set) this.cookie = set.split(';')[0];
          const text = () => Buffer.concat(parts).toString();
          if (answer.statusCode >= 400) fail(new Error(`${path}: ${answer.statusCode} ${text().replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').slice(0, 300)}`));
          else done({ text, place: answer.headers.location ?? '' });
        });
      });
      asked.on('error', fail);
      asked.end(body);
    });

  /** Waits until somebody answers, ten seconds at most. */
  async isUp() {
    for (let tries = 0; tries < 100 && !(await this.ask('/sign-in').then(() => true, () => false)); tries++) await new Promise((go) => setTimeout(go, 100));
  }

  end() {
    this.#agent.destroy();
  }
}
