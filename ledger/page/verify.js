// Judges a proof file in the browser exactly as ledger/verify.py does; nothing is sent but JSON-RPC to the nodes named.
"use strict";

const PROVEN = "PROVEN";
const REFUTED = "REFUTED";
const UNKNOWN = "CANNOT CHECK NOW";
const ROOT_AT = "0xeaa38b41";
const RPC_MILLISECONDS = 8000;

class Stop extends Error {
  constructor(outcome, code, params) {
    super(code);
    this.outcome = outcome;
    this.reason = { code, params: params || {} };
  }
}

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => hex(one) === hex(other);

function malformed(why) {
  throw new Stop(UNKNOWN, "malformed", { why });
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

function base64(text, size, what) {
  if (typeof text !== "string" || text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) malformed(what);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return size && bytes.length !== size ? malformed(what) : bytes;
}

function unhex(text) {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(text)) throw new Error("not hex");
  return Uint8Array.from(text.slice(2).match(/../g) || [], (pair) => parseInt(pair, 16));
}

const KINDS = {
  string: (value) => typeof value === "string" && value.isWellFormed(),
  integer: Number.isSafeInteger,
  list: Array.isArray,
};

function get(holder, name, kind) {
  const value = holder !== null && typeof holder === "object" && !Array.isArray(holder) ? holder[name] : undefined;
  return KINDS[kind](value) ? value : malformed(`${name} is missing or not ${kind}`);
}

// --- Checkpoints and keys ---

function readHead(note) {
  const gap = note.indexOf("\n\n");
  const lines = note.slice(0, Math.max(gap, 0)).split("\n");
  if (gap < 0 || lines.length < 3 || !/^[0-9]{1,15}$/.test(lines[1]) || !note.endsWith("\n")) {
    malformed("head is not a checkpoint");
  }
  const signatures = note.slice(gap + 2, -1).split("\n").map((line) => {
    const parts = line.split(" ");
    if (parts.length !== 3 || parts[0] !== "\u2014") malformed("signature line of the head");
    return { name: parts[1], blob: base64(parts[2], 0, "signature of the head") };
  });
  const text = utf8(note.slice(0, gap) + "\n");
  return { origin: lines[0], size: Number(lines[1]), root: base64(lines[2], 32, "root of the head"), text, signatures };
}

async function readKey(text) {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  if (first < 0 || second < 0) malformed("pinned key");
  const name = text.slice(0, first);
  const data = base64(text.slice(second + 1), 33, "pinned key");
  const number = (await sha256(utf8(name + "\n"), data)).slice(0, 4);
  if (hex(number) !== text.slice(first + 1, second)) malformed("pinned key");
  return { name, number, kind: data[0], key: data.slice(1) };
}

async function ed25519(key, message, signature) {
  const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return signature.length === 64 && crypto.subtle.verify("Ed25519", known, signature, message);
}

async function signed(head, pinned) {
  const pin = await readKey(pinned);
  for (const { name, blob } of head.signatures) {
    if (name !== pin.name || !same(blob.slice(0, 4), pin.number)) continue;
    const rest = blob.slice(4);
    if (pin.kind === 1 && (await ed25519(pin.key, head.text, rest))) return true;
    if (pin.kind === 4 && rest.length === 72) {
      const time = new DataView(rest.buffer).getBigUint64(0);
      const message = joined(utf8(`cosignature/v1\ntime ${time}\n`), head.text);
      if (await ed25519(pin.key, message, rest.slice(8))) return true;
    }
  }
  return false;
}

// --- RFC 9162 2.1.3.2 ---

async function rootFrom(index, size, leaf, path) {
  if (index < 0 || index >= size) return null;
  let [fn, sn, found] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const step of path) {
    if (sn === 0n) return null;
    if (fn & 1n || fn === sn) {
      found = await sha256(Uint8Array.of(1), step, found);
      while (fn && !(fn & 1n)) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      found = await sha256(Uint8Array.of(1), found, step);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n ? found : null;
}

async function included(proof, head, entry) {
  const index = get(proof, "index", "integer");
  const path = get(proof, "path", "list").map((step) => base64(step, 32, "path"));
  const erased = proof.entry === null || proof.entry === undefined;
  let commitment;
  if (erased) {
    commitment = base64(get(proof, "commitment", "string"), 32, "commitment");
  } else {
    const salt = base64(get(proof, "salt", "string"), 32, "salt");
    commitment = await sha256(salt, utf8(get(proof, "entry", "string")));
  }
  const root = await rootFrom(index, head.size, await sha256(Uint8Array.of(0, 1), commitment), path);
  if (!root || !same(root, head.root)) throw new Stop(REFUTED, "not_in_tree", { entry, index });
  if (erased) return null;
  const told = JSON.parse(proof.entry);
  if (get(told, "id", "string") !== entry) throw new Stop(REFUTED, "other_entry", { entry, told: told.id });
  return told;
}

// --- Nodes ---

async function rpc(url, method, params) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(RPC_MILLISECONDS),
    credentials: "omit",
  });
  const told = await answer.json();
  if (typeof told.result !== "string") throw new Error(JSON.stringify(told.error || "no result").slice(0, 200));
  return told.result;
}

function integer(text) {
  if (!/^0x[0-9a-fA-F]{1,13}$/.test(text)) throw new Error("not a number");
  return parseInt(text, 16);
}

async function ask(url, pin, head) {
  const { chain_id, contract, depth, name } = pin;
  const facts = { url, chain_id, contract, depth, name: name || "", size: head.size };
  let block = "latest";
  if (depth) block = "0x" + Math.max(0, integer(await rpc(url, "eth_blockNumber", [])) - depth).toString(16);
  const code = unhex(await rpc(url, "eth_getCode", [contract, "latest"]));
  if (hex(await sha256(code)) !== pin.code_sha256) return { code: "other_code", params: facts };
  const data = ROOT_AT + head.size.toString(16).padStart(64, "0");
  const held = unhex(await rpc(url, "eth_call", [{ to: contract, data }, block]));
  if (!held.some(Boolean)) return { code: "not_yet", params: facts };
  return { code: same(held, head.root) ? "chain" : "other_root", params: facts };
}

async function answers(pin, head, nodes) {
  get(pin, "chain_id", "integer");
  get(pin, "depth", "integer");
  get(pin, "contract", "string");
  get(pin, "code_sha256", "string");
  const asked = nodes.filter((node) => node.chainId === pin.chain_id);
  if (!asked.length) return [{ code: "no_rpc", params: { chain_id: pin.chain_id, name: pin.name || "" } }];
  return Promise.all(
    asked.map(({ url }) =>
      ask(url, pin, head).catch((error) => ({ code: "unreachable", params: { url, why: String(error) } })),
    ),
  );
}

async function findNodes(urls) {
  const nodes = [];
  const silent = [];
  for (const url of urls) {
    try {
      nodes.push({ url, chainId: integer(await rpc(url, "eth_chainId", [])) });
    } catch (error) {
      silent.push({ code: "unreachable", params: { url, why: String(error) } });
    }
  }
  return [nodes, silent];
}

async function confirm(pin, head, urls) {
  const [nodes, reasons] = await findNodes(urls);
  const held = new Set();
  let seen = 0;
  for (const chain of get(pin, "chains", "list")) {
    const told = await answers(chain, head, nodes);
    const codes = new Set(told.map((answer) => answer.code));
    if (codes.has("chain") && codes.has("other_root")) {
      told.push({ code: "disagree", params: { chain_id: chain.chain_id } });
    } else if (codes.has("other_root")) {
      return [REFUTED, told.filter((answer) => answer.code === "other_root")];
    } else if (codes.has("chain")) {
      held.add(chain.chain_id); // two contracts on one chain confirm once
      if (chain.local) told.push({ code: "local", params: {} });
    }
    reasons.push(...told);
  }
  for (const witness of pin.witnesses || []) {
    if (!(await signed(head, witness))) continue;
    seen += 1;
    reasons.push({ code: "witness", params: { name: (await readKey(witness)).name } });
  }
  const need = pin.need === undefined ? 1 : pin.need;
  if (!Number.isSafeInteger(need) || need < 1) malformed("need is not a positive number");
  const got = held.size + seen;
  return got >= need ? [PROVEN, reasons] : [UNKNOWN, [...reasons, { code: "too_few", params: { got, need } }]];
}

function pinOf(trust, origin) {
  if (trust === null) throw new Stop(UNKNOWN, "no_pin", { origin });
  if (get(trust, "format", "string") !== "onedoor-trust/1") malformed("trust file is not onedoor-trust/1");
  const pin = get(trust, "logs", "list").find((log) => get(log, "origin", "string") === origin);
  if (!pin) throw new Stop(UNKNOWN, "no_pin", { origin });
  const algorithm = get(pin, "algorithm", "string");
  if (algorithm !== "sha256") throw new Stop(UNKNOWN, "algorithm", { algorithm });
  return pin;
}

async function verifyProof(proof, trust, urls) {
  const verdict = { outcome: UNKNOWN, reasons: [], entry: "", origin: "", size: 0, told: null };
  try {
    if (get(proof, "format", "string") !== "onedoor-proof/1") malformed("not onedoor-proof/1");
    verdict.entry = get(proof, "id", "string");
    const head = readHead(get(proof, "head", "string"));
    Object.assign(verdict, { origin: head.origin, size: head.size });
    const pin = pinOf(trust, head.origin);
    if (!(await signed(head, get(pin, "key", "string")))) throw new Stop(REFUTED, "bad_head", { origin: head.origin });
    if (pin.last !== undefined && head.size > get(pin, "last", "integer")) {
      throw new Stop(REFUTED, "after_end", { origin: head.origin, last: pin.last, size: head.size });
    }
    verdict.told = await included(proof, head, verdict.entry);
    [verdict.outcome, verdict.reasons] = await confirm(pin, head, urls);
    if (verdict.told === null) verdict.reasons.unshift({ code: "erased", params: {} });
  } catch (error) {
    // Whatever goes wrong here, an old browser included, must never read as a refutation.
    verdict.outcome = error instanceof Stop ? error.outcome : UNKNOWN;
    verdict.reasons = [error instanceof Stop ? error.reason : { code: "malformed", params: { why: String(error) } }];
  }
  return verdict;
}

// --- The page ---

const words = (reason, zh) =>
  read("texts")[reason.code][zh ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => String(reason.params[name]));

function show(verdict) {
  const box = document.getElementById("verdict");
  box.className = { [PROVEN]: "proven", [REFUTED]: "refuted", [UNKNOWN]: "unknown" }[verdict.outcome];
  const told = verdict.told ? `${verdict.told.at} ${verdict.told.verb} ${verdict.told.subject}` : "";
  const lines = [`${read("names")[verdict.outcome]} ${verdict.outcome}`, verdict.entry, verdict.origin, told];
  for (const reason of verdict.reasons) lines.push(words(reason, true), words(reason, false));
  box.replaceChildren(
    ...lines.filter(Boolean).map((line, number) => {
      const part = document.createElement(number ? "p" : "h2");
      part.textContent = line;
      return part;
    }),
  );
}

async function chosen(id) {
  const file = document.getElementById(id).files[0];
  return file ? JSON.parse(await file.text()) : null;
}

document.getElementById("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const urls = document.getElementById("rpc").value.split(/\s+/).filter(Boolean);
  try {
    show(await verifyProof(await chosen("proof"), (await chosen("trust-file")) || read("trust"), urls));
  } catch (error) {
    show({ outcome: UNKNOWN, reasons: [{ code: "malformed", params: { why: String(error) } }] });
  }
});
globalThis.verifyProof = verifyProof;
