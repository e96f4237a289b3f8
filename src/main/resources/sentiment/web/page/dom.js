// Builds elements. Text only ever goes in as text, so nothing of a review can become markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element; `props` holds attributes, and `text`, `on` (listeners), `vars` (CSS variables). */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'text') node.textContent = value;
    else if (name === 'on') for (const [type, run] of Object.entries(value)) node.addEventListener(type, run);
    else if (name === 'vars') for (const [key, v] of Object.entries(value)) node.style.setProperty(key, v);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The element with this id, which the page has. */
export function byId(id) {
  return document.getElementById(id);
}

/** Shows exactly these children. */
export function show(node, ...children) {
  node.replaceChildren(...children.filter(Boolean));
}
