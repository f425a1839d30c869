// Serves the examples and, from another origin, the package that `cargo xtask widget` makes:
//
//   node examples/serve.mjs [FOLDER OF THE PACKAGE]
//
// The pages name the package's origin as http://127.0.0.1:8092; where it is on another port they are changed on the way.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(HERE);
const WRITTEN = "http://127.0.0.1:8092";
const TYPES = {
  ".css": "text/css",
  ".ftl": "text/plain; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** React as npm installed it, for the one page that is made with it. */
const INSTALLED = {
  "/react/react.js": "node_modules/react/umd/react.production.min.js",
  "/react/react-dom.js": "node_modules/react-dom/umd/react-dom.production.min.js",
};

async function listen(port, answer) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
    try {
      answer(path, response);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
  return { origin: `http://127.0.0.1:${server.address().port}`, server };
}

/** Starts both hosts. `allowed`: the origins that may hold the frame, besides that of the examples. */
export async function serve({ folder = join(ROOT, "target/widget"), ports = [8091, 8092], allowed = [], extra = {} } = {}) {
  if (!existsSync(join(folder, "muster-widget.js"))) throw new Error(`no package in ${folder}: \`cargo xtask widget\` makes it`);
  let origins = [];
  const packaged = await listen(ports[1], (path, response) => {
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    const headers = { "content-type": type, "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };
    if (path === "/muster-frame.json") {
      // Each host has its own.
      return response.writeHead(200, headers).end(JSON.stringify({ origins }));
    }
    const bytes = readFileSync(join(folder, path));
    response.writeHead(200, headers).end(bytes);
  });
  const examples = await listen(ports[0], (path, response) => {
    const name = path === "/" ? "/index.html" : path;
    const file = INSTALLED[name] ? join(ROOT, INSTALLED[name]) : join(HERE, name);
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    if (extname(name) === ".html" || extname(name) === ".js") {
      const text = (extra[name] ?? readFileSync(file, "utf8")).replaceAll(WRITTEN, packaged.origin);
      return response.writeHead(200, { "content-type": type }).end(text);
    }
    response.writeHead(200, { "content-type": type });
    createReadStream(file).on("error", () => response.destroy()).pipe(response);
  });
  origins = [examples.origin, ...allowed];
  return {
    examples: examples.origin,
    packaged: packaged.origin,
    async stop() {
      for (const { server } of [examples, packaged]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv;
  const { examples } = await serve(folder === undefined ? {} : { folder });
  console.log(`The examples are at ${examples}/`);
}
