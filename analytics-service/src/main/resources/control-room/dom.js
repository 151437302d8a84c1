// The few things that every view does to the document. Text from events goes through textContent alone.

export const byId = (id) => document.getElementById(id);

/** An address beside the page's own, without the name and password that the page may have been opened with. */
export const beside = (path) => new URL(path, location.origin + location.pathname);

/** Sets text only where it changed: screen readers and the layout are left in peace. */
export function text(node, value) {
  if (node.textContent !== value) {
    node.textContent = value;
  }
}

/** Shows a number with its unit, which may wrap below it. */
export function measure(node, number, unit) {
  if (node.children.length === 0) {
    node.replaceChildren(element('span'), ' ', element('small'));
  }
  text(node.firstChild, number);
  text(node.lastChild, unit);
}

/** Makes an element: element('td', {class: 'number'}, 'text' or children …). */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** Keeps one child for each item, in the order of the items; make(item) builds it, show(child, item) fills it. */
export function keyed(parent, items, key, make, show) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let child = old.get(name);
    if (child) {
      old.delete(name);
    } else {
      child = make(item);
      child.dataset.key = name;
    }
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
    show(child, item);
  }
  old.forEach((child) => child.remove());
}
