/**
 * Runs in the page: one line for each thing that a person could see, in the order of the document, with a number for
 * each that can be worked with. The numbered elements are kept in this world, for `pageElement` to find again.
 */
export function observePage(limits) {
  const escaped = (text, most) =>
    text
      .replaceAll(/\s+/g, " ")
      .trim()
      .slice(0, most)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;");
  const isVisible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const visibleText = (element) =>
    element === null ? "" : element instanceof HTMLElement ? element.innerText : (element.textContent ?? "");
  const roleOf = (element) => {
    const given = element.getAttribute("role");
    if (given === "button" || given === "link" || given === "checkbox" || given === "radio") return given;
    if (element instanceof HTMLAnchorElement) return element.hasAttribute("href") ? "link" : null;
    if (element instanceof HTMLButtonElement) return "button";
    if (element instanceof HTMLSelectElement) return "combobox";
    if (element instanceof HTMLTextAreaElement) return "textbox";
    if (!(element instanceof HTMLInputElement)) return null;
    if (element.type === "hidden") return null;
    if (["submit", "button", "reset", "image"].includes(element.type)) return "button";
    return ["checkbox", "radio"].includes(element.type) ? element.type : "textbox";
  };
  const nameOf = (element) => {
    const byId = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter((id) => id !== "");
    const referred = byId.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const labels = "labels" in element ? element.labels : null;
    const labelled = [...(labels ?? [])].map((label) => label.textContent ?? "").join(" ");
    const candidates = [
      referred,
      element.getAttribute("aria-label") ?? "",
      labelled,
      element instanceof HTMLInputElement && roleOf(element) === "button" ? element.value : "",
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? "" : (element.textContent ?? ""),
      element.getAttribute("placeholder") ?? "",
      element.getAttribute("title") ?? "",
    ];
    return candidates.find((candidate) => candidate.trim() !== "") ?? "";
  };
  const numbered = [];
  const boxes = {};
  const lines = [`<title>${escaped(document.title, 200)}</title>`];
  const attributesOf = (element, role) => {
    const parts = [`aria-label="${escaped(nameOf(element), 200)}"`];
    if (element instanceof HTMLSelectElement) {
      parts.push(`value="${escaped(element.selectedOptions[0]?.text ?? "", 200)}"`);
      parts.push(`options="${[...element.options].map((option) => escaped(option.text, 80)).join("|")}"`);
    } else if (role === "textbox" && (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) {
      if (element.type !== "password") parts.push(`value="${escaped(element.value, 200)}"`);
    }
    if (element instanceof HTMLAnchorElement) parts.push(`href="${escaped(element.href, 500)}"`);
    const group = element.closest("tr, li, article, fieldset, section[aria-label], section[aria-labelledby]");
    if (group !== null) parts.push(`group="${escaped(visibleText(group), 400)}"`);
    if ("disabled" in element && element.disabled === true) parts.push("disabled");
    if ("required" in element && element.required === true) parts.push("required");
    if ("checked" in element && element.checked === true) parts.push("checked");
    if (element.getAttribute("aria-invalid") === "true") parts.push("invalid");
    return parts.join(" ");
  };
  const number = (element, role) => {
    const id = String(numbered.push(element));
    const { x, y, width, height } = element.getBoundingClientRect();
    boxes[id] = { x, y, width, height };
    lines.push(`<${role} nova-act-id="${id}" ${attributesOf(element, role)}/>`);
  };
  const rowOf = (element) => {
    if (element.tagName === "TR") return [...element.children].map((cell) => visibleText(cell)).join(" | ");
    if (element.tagName !== "DT") return null;
    const values = [];
    for (let next = element.nextElementSibling; next?.tagName === "DD"; next = next.nextElementSibling) {
      values.push(visibleText(next));
    }
    return [visibleText(element), ...values].join(" | ");
  };
  const walk = (node) => {
    if (lines.length >= limits.maxLines) return;
    if (node.nodeType === Node.TEXT_NODE) {
      const text = escaped(node.textContent ?? "", 500);
      if (text !== "") lines.push(`<text>${text}</text>`);
      return;
    }
    if (!(node instanceof Element)) return;
    if (["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "IFRAME", "OBJECT", "EMBED"].includes(node.tagName)) return;
    if (!isVisible(node)) {
      if (getComputedStyle(node).display !== "contents") return;
    }
    const role = roleOf(node);
    if (role !== null) return number(node, role);
    const level = /^H([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined) {
      lines.push(`<heading level="${level}">${escaped(visibleText(node), 300)}</heading>`);
      for (const link of node.querySelectorAll("a[href], button")) walk(link);
      return;
    }
    const announced = node.getAttribute("role");
    if (announced === "alert" || announced === "status") {
      lines.push(`<alert>${escaped(visibleText(node), 300)}</alert>`);
      return;
    }
    const row = rowOf(node);
    if (row !== null) {
      lines.push(`<row>${escaped(row, 400)}</row>`);
      for (const inside of node.querySelectorAll("a[href], button, input, select, textarea")) walk(inside);
      return;
    }
    if (node.tagName === "DD" && node.parentElement?.querySelector("dt") !== null) {
      for (const inside of node.querySelectorAll("a[href], button, input, select, textarea")) walk(inside);
      return;
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  Reflect.set(globalThis, "numberedElements", numbered);
  return {
    activeURL: location.href,
    browserDimensions: {
      windowWidth: innerWidth,
      windowHeight: innerHeight,
      scrollTop: scrollY,
      scrollLeft: scrollX,
      scrollWidth: document.documentElement.scrollWidth,
      scrollHeight: document.documentElement.scrollHeight,
    },
    idToBboxMap: boxes,
    simplifiedDOM: lines.join("\n"),
    timestamp_ms: Date.now(),
    userAgent: navigator.userAgent,
  };
}

/** Where a numbered element is now, what it is called and whether a click at its middle would reach it. */

/** Runs in the page: finds a numbered element of the last observation again, in view. Null when it is gone. */
export function pageElement({ id }) {
  const numbered = Reflect.get(globalThis, "numberedElements");
  const element = numbered?.[id - 1];
  if (element === undefined || !element.isConnected) return null;
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const { x, y, width, height } = element.getBoundingClientRect();
  const middle = { x: x + width / 2, y: y + height / 2 };
  const hit = document.elementFromPoint(middle.x, middle.y);
  const labels = "labels" in element ? [...(element.labels ?? [])] : [];
  const byId = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter((part) => part !== "");
  const names = [
    byId.map((part) => document.getElementById(part)?.textContent ?? "").join(" "),
    element.getAttribute("aria-label") ?? "",
    labels.map((label) => label.textContent ?? "").join(" "),
    element instanceof HTMLInputElement && element.type === "submit" ? element.value : (element.textContent ?? ""),
    element.getAttribute("placeholder") ?? "",
  ];
  const isText =
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement &&
      !["submit", "button", "reset", "image", "checkbox", "radio"].includes(element.type));
  return {
    role: element instanceof HTMLSelectElement ? "combobox" : isText ? "textbox" : "other",
    name: (names.find((name) => name.trim() !== "") ?? "").replaceAll(/\s+/g, " ").trim(),
    href: element instanceof HTMLAnchorElement ? element.href : null,
    middle,
    isReachable: hit !== null && (element.contains(hit) || labels.some((label) => label.contains(hit))),
    isPassword: element instanceof HTMLInputElement && element.type === "password",
  };
}

/** Runs in the page: puts the caret into a numbered text field with its text selected. False when that failed. */
export function focusField({ id }) {
  const numbered = Reflect.get(globalThis, "numberedElements");
  const element = numbered?.[id - 1];
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return false;
  element.focus();
  element.select();
  return document.activeElement === element;
}
