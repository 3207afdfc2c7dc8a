// The page of --analyze=html: a treemap of what the outputs are made of. The metafile is in the
// page; nothing is loaded.
"use strict";
(() => {
  const metafile = JSON.parse(document.getElementById("data").textContent);
  const map = document.getElementById("map");
  const panel = document.getElementById("panel");
  const tip = document.getElementById("tip");
  const search = document.getElementById("search");

  const GAP = 2; // pixels between boxes
  const RIM = 3; // pixels of a folder around its boxes
  const TITLE = 20; // pixels that a folder's name takes
  const SMALLEST = 5; // pixels; what is smaller is not drawn
  const GLUE =
    "What holds the modules together: imports and exports, and the functions that CommonJS and " +
    "ES modules need to know each other.";
  const HUES = [45, 250, 150, 300, 95, 205, 20, 275, 120, 340, 70, 180];

  // ---- The tree of folders and modules

  const make = (name, path, parent) => ({ name, path, parent, size: 0, children: new Map() });

  // Adds `bytes` of the module `path` below `root`.
  function add(root, path, bytes, input) {
    let node = root;
    const parts = path.split("/");
    parts.forEach((part, index) => {
      node.size += bytes;
      if (!node.children.has(part)) {
        const way = parts.slice(0, index + 1).join("/");
        node.children.set(part, make(part, way, node));
      }
      node = node.children.get(part);
    });
    node.size += bytes;
    node.input = input;
  }

  // A folder with nothing but one folder in it is one with it.
  function tidy(node) {
    node.children = [...node.children.values()];
    while (node.children.length === 1 && node.parent && node.children[0].children.size > 0) {
      const only = node.children[0];
      node.name += `/${only.name}`;
      node.path = only.path;
      node.children = [...only.children.values()];
      for (const child of node.children) child.parent = node;
    }
    node.children.forEach(tidy);
    node.children.sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
    return node;
  }

  // Each package has a colour of its own, and so has each folder at the top.
  function color(root) {
    let next = 0;
    const paint = (node, hue) => {
      node.hue = hue;
      for (const child of node.children) paint(child, hue);
    };
    const groups = [];
    for (const node of root.children) {
      const isPackages = node.name === "node_modules" || node.name.endsWith("/node_modules");
      if (isPackages) paint(node, null);
      if (isPackages) groups.push(...node.children);
      else groups.push(node);
    }
    groups.sort((a, b) => b.size - a.size);
    for (const node of groups) paint(node, node.isGlue ? null : HUES[next++ % HUES.length]);
  }

  function treeOf(names) {
    const root = make(names.length === 1 ? names[0] : "All outputs", "", null);
    for (const name of names) {
      const output = metafile.outputs[name];
      let known = 0;
      for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
        known += bytesInOutput;
        if (bytesInOutput > 0) add(root, path, bytesInOutput, path);
      }
      const glue = output.bytes - known;
      if (glue > 0) add(root, "(between the modules)", glue, null);
    }
    tidy(root);
    for (const child of root.children) child.isGlue = child.path === "(between the modules)";
    color(root);
    return root;
  }

  const importers = new Map();
  for (const [path, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path: target, external } of imports) {
      if (external) continue;
      if (!importers.has(target)) importers.set(target, new Set());
      importers.get(target).add(path);
    }
  }

  // ---- Words

  function sizeText(bytes) {
    if (bytes < 1024) return `${bytes} B`;
    const units = ["kB", "MB", "GB"];
    let size = bytes / 1024;
    let unit = 0;
    for (; size >= 1024 && unit < 2; unit++) size /= 1024;
    return `${size.toFixed(1)} ${units[unit]}`;
  }

  const percentText = (part, whole) => `${whole ? ((100 * part) / whole).toFixed(1) : "0.0"} %`;

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  // ---- Layout: squarified treemaps, after Bruls, Huizing and van Wijk

  // Cuts `box` into one rectangle for each node, in proportion to its size.
  function squarify(nodes, box, place) {
    let { x, y, width, height } = box;
    let rest = nodes.reduce((sum, node) => sum + node.size, 0);
    for (let from = 0; from < nodes.length; ) {
      const scale = (width * height) / rest;
      const side = Math.min(width, height);
      let to = from;
      let sum = 0;
      let worst = Infinity;
      for (; to < nodes.length; to++) {
        const more = sum + nodes[to].size;
        const thick = (more * scale) / side;
        const first = (nodes[from].size * scale) / thick;
        const last = (nodes[to].size * scale) / thick;
        const ratio = Math.max(first / thick, thick / first, last / thick, thick / last);
        if (ratio > worst) break;
        worst = ratio;
        sum = more;
      }
      const thick = (sum * scale) / side;
      let along = 0;
      for (; from < to; from++) {
        const long = (nodes[from].size * scale) / thick;
        const isColumn = width >= height;
        place(
          nodes[from],
          isColumn
            ? { x, y: y + along, width: thick, height: long }
            : { x: x + along, y, width: long, height: thick },
        );
        along += long;
      }
      if (width >= height) [x, width] = [x + thick, width - thick];
      else [y, height] = [y + thick, height - thick];
      rest -= sum;
    }
  }

  // ---- Drawing

  let root; // of the outputs that are shown
  let here; // the folder that fills the map
  let chosen = null; // a module
  let wanted = ""; // what is searched for
  const boxes = new Map(); // node → element

  const isWanted = (node) => node.path.toLowerCase().includes(wanted);

  function draw(node, area, into, depth) {
    const { x, y } = area;
    const width = area.width - GAP;
    const height = area.height - GAP;
    if (width < SMALLEST || height < SMALLEST) return;
    const isFolder = node.children.length > 0;
    const box = element("div", { className: `box ${isFolder ? "folder" : "tile"}`, tabIndex: 0 });
    box.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
    if (node.hue == null) box.classList.add("plain");
    if (Math.min(width, height) < 24) box.classList.add("small");
    box.style.setProperty("--hue", node.hue ?? 0);
    box.style.setProperty("--depth", depth);
    box.setAttribute("aria-label", `${node.path}, ${sizeText(node.size)}`);
    box.node = node;
    boxes.set(node, box);
    const hasTitle = width > 36 && height > 18;
    const size = element("span", { className: "size", textContent: sizeText(node.size) });
    const isUpright = !hasTitle && !isFolder && width > 24 && height > 60;
    if (isUpright) box.classList.add("upright");
    if (isUpright) box.append(element("span", { className: "name", textContent: node.name }));
    if (hasTitle) {
      const name = element("span", { className: "name", textContent: node.name });
      if (isFolder && width > 110) name.append(size);
      box.append(name);
      if (!isFolder && height > 36) box.append(size);
    }
    into.append(box);
    if (!isFolder) return;
    const top = hasTitle ? TITLE : RIM;
    const inside = {
      x: RIM,
      y: top,
      width: width - 2 * RIM + GAP,
      height: height - top - RIM + GAP,
    };
    squarify(node.children, inside, (child, rectangle) => draw(child, rectangle, box, depth + 1));
  }

  function mark() {
    for (const [node, box] of boxes) {
      const isLeaf = node.children.length === 0;
      box.classList.toggle("dim", wanted !== "" && isLeaf && !isWanted(node));
      box.classList.toggle("chosen", node === chosen);
    }
  }

  // Draws the folder `here`. `from` is the rectangle that grows to the whole map, or that the whole
  // map shrinks to.
  function show(from) {
    const old = map.querySelector(".view:last-child");
    const view = element("div", { className: "view" });
    boxes.clear();
    const { clientWidth: width, clientHeight: height } = map;
    const area = { x: 0, y: 0, width: width + GAP, height: height + GAP };
    const nodes = here.children.length ? here.children : [here];
    squarify(nodes, area, (node, rectangle) => draw(node, rectangle, view, 0));
    map.append(view);
    mark();
    if (from && old) {
      const { left, top } = map.getBoundingClientRect();
      const sx = from.width / width;
      const sy = from.height / height;
      view.style.transform =
        `translate(${from.left - left}px, ${from.top - top}px) scale(${sx}, ${sy})`;
      view.style.opacity = 0;
      view.getBoundingClientRect(); // so that the next lines are a change
      view.classList.add("moves");
      view.style.transform = "";
      view.style.opacity = 1;
      setTimeout(() => old.remove(), 260);
    } else {
      old?.remove();
    }
    showTrail();
    showPanel();
  }

  function showTrail() {
    const trail = document.getElementById("trail");
    trail.replaceChildren();
    const way = [];
    for (let node = here; node; node = node.parent) way.unshift(node);
    for (const node of way) {
      if (node !== root) trail.append(element("span", { className: "slash", textContent: "/" }));
      const step = element("button", { textContent: node.name, title: node.path || node.name });
      step.onclick = () => go(node);
      trail.append(step);
    }
    trail.append(element("span", { className: "total", textContent: sizeText(here.size) }));
  }

  function listRow(label, number, share, hue, action) {
    const row = element(
      "button",
      { className: hue == null ? "row plain" : "row", title: label },
      element("span", { className: "label", textContent: label }),
      element("span", { className: "number", textContent: number }),
    );
    row.style.setProperty("--share", share);
    row.style.setProperty("--hue", hue ?? 0);
    row.onclick = action;
    return element("li", {}, row);
  }

  function leaves(node, out = []) {
    if (node.children.length === 0) out.push(node);
    for (const child of node.children) leaves(child, out);
    return out;
  }

  function showFolder() {
    const modules = leaves(here).filter((node) => !node.isGlue);
    const found = wanted ? modules.filter(isWanted) : null;
    const size = found?.reduce((sum, node) => sum + node.size, 0);
    const count = (number) => `${number} ${number === 1 ? "module" : "modules"}`;
    const part = () => `${sizeText(size)}, ${percentText(size, here.size)} of ${here.name}`;
    const title = found ? `“${search.value}”` : here.name;
    const line = found
      ? `${count(found.length)}, ${part()}`
      : `${sizeText(here.size)} in ${count(modules.length)}`;
    panel.append(element("h2", { textContent: title }), element("p", { textContent: line }));
    const rows = (found ?? here.children).toSorted((a, b) => b.size - a.size).slice(0, 200);
    const most = rows[0]?.size ?? 1;
    const list = element("ul", {});
    for (const node of rows) {
      const inside = here.path ? node.path.slice(here.path.length + 1) : node.path;
      const label = wanted ? inside : node.name + (node.children.length ? "/" : "");
      const share = `${(100 * node.size) / most}%`;
      list.append(listRow(label, sizeText(node.size), share, node.hue, () => open(node)));
    }
    panel.append(list);
  }

  function showModule() {
    const input = metafile.inputs[chosen.input];
    panel.append(element("h2", { textContent: chosen.path }));
    const facts = element("dl", {});
    const fact = (term, text) =>
      facts.append(element("dt", { textContent: term }), element("dd", { textContent: text }));
    fact("In the output", sizeText(chosen.size));
    fact(`Of ${root.name}`, percentText(chosen.size, root.size));
    if (input) fact("In the source", sizeText(input.bytes));
    if (input?.format) fact("Format", input.format === "esm" ? "ES module" : "CommonJS");
    panel.append(facts);
    if (!input) panel.append(element("p", { textContent: GLUE }));
    const section = (title, paths) => {
      if (paths.length === 0) return;
      panel.append(element("h3", { textContent: title }));
      const list = element("ul", {});
      for (const path of paths) list.append(listRow(path, "", "0%", null, () => openPath(path)));
      panel.append(list);
    };
    section("Imported by", [...(importers.get(chosen.input) ?? [])]);
    section("Imports", [...new Set(input?.imports.map(({ path }) => path) ?? [])]);
  }

  function showPanel() {
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (chosen) showModule();
    else showFolder();
  }

  // ---- Moving about

  function go(node, from) {
    chosen = null;
    here = node;
    hideTip();
    show(from);
    history.replaceState(null, "", here === root ? "#" : `#${encodeURIComponent(here.path)}`);
  }

  // A folder fills the map; a module is told about.
  function open(node) {
    if (node.children.length > 0) {
      go(node, boxes.get(node)?.getBoundingClientRect());
      return;
    }
    if (!boxes.has(node) && node.parent) {
      here = node.parent;
      chosen = node;
      show();
      return;
    }
    chosen = chosen === node ? null : node;
    mark();
    showPanel();
  }

  function openPath(path) {
    const node = leaves(root).find((leaf) => leaf.input === path);
    if (node) open(node);
  }

  function up() {
    if (chosen) open(chosen);
    else if (here.parent) go(here.parent);
  }

  // ---- What the pointer is on

  function showTip(event) {
    const node = event.target.closest?.(".box")?.node;
    if (!node) {
      hideTip();
      return;
    }
    tip.replaceChildren(
      element("b", { textContent: node.path }),
      element("span", {
        textContent: `${sizeText(node.size)}, ${percentText(node.size, root.size)} of ${root.name}`,
      }),
    );
    tip.hidden = false;
    const { width, height } = tip.getBoundingClientRect();
    const x = Math.min(event.clientX + 14, innerWidth - width - 8);
    const below = event.clientY + 18;
    const y = below + height > innerHeight - 8 ? event.clientY - height - 12 : below;
    tip.style.left = `${Math.max(8, x)}px`;
    tip.style.top = `${Math.max(8, y)}px`;
  }

  function hideTip() {
    tip.hidden = true;
  }

  map.addEventListener("pointermove", showTip);
  map.addEventListener("pointerleave", hideTip);
  map.addEventListener("click", (event) => {
    const node = event.target.closest(".box")?.node;
    if (node) open(node);
  });
  addEventListener("keydown", (event) => {
    const { node } = document.activeElement;
    if (event.key === "Enter" && node) open(node);
    else if (event.key === "Escape" && document.activeElement !== search) up();
    else if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });
  search.addEventListener("input", () => {
    wanted = search.value.trim().toLowerCase();
    chosen = null;
    mark();
    showPanel();
  });
  new ResizeObserver(() => show()).observe(map);

  // ---- Which outputs

  const names = Object.keys(metafile.outputs)
    .filter((name) => Object.keys(metafile.outputs[name].inputs).length > 0)
    .toSorted((a, b) => metafile.outputs[b].bytes - metafile.outputs[a].bytes);

  function choose(selected) {
    root = treeOf(selected);
    here = root;
    chosen = null;
  }

  const select = document.getElementById("output");
  if (names.length > 1) {
    document.getElementById("output-choice").hidden = false;
    select.append(element("option", { textContent: `All ${names.length}`, value: "" }));
    for (const name of names) {
      const label = `${name} (${sizeText(metafile.outputs[name].bytes)})`;
      select.append(element("option", { textContent: label, value: name }));
    }
    select.onchange = () => {
      choose(select.value === "" ? names : [select.value]);
      show();
    };
  }
  choose(names);
  if (names.length > 0) document.title = `${root.name}: ${sizeText(root.size)}`;
  const wish = decodeURIComponent(location.hash.slice(1));
  const find = (node) =>
    node.path === wish ? node : node.children.map(find).find((found) => found) ?? null;
  const folder = wish ? find(root) : null;
  if (folder?.children.length) here = folder;
  show();
})();
