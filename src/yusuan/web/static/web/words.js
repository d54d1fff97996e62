// What is said to people, in the language of the page; "%s" stands for the values, in their order.
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
export const locale = document.documentElement.lang;

export function say(text, ...values) {
  return (words[text] ?? text).replaceAll("%s", () => values.shift());
}
