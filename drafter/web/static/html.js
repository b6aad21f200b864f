// One way to write what is on the page: html`<p class=${name}>${text}</p>`. A text stays a text.
import { h, render } from "./preact.js";
import htm from "./htm.js";

export const html = htm.bind(h);
export { render };
