// Days as one says them.

// Not a time zone: the program writes days and hours as the person's clock shows them.
export const isDay = (text) => /^\d{4}-\d{2}-\d{2}(T[\d:.]+)?$/.test(text);
const ENGLISH = navigator.languages.find((each) => each.startsWith("en")) ?? "en";
// A day, without an hour, is that day wherever one reads it.
const timeOf = (text) => new Date(text.length === 10 ? `${text}T12:00` : text);

/** Return a day such as 2026-11-22, or a time on it, as one says it; other texts as they are. */
export function day(text) {
  if (!isDay(text)) return text;
  const parts = { weekday: "long", day: "numeric", month: "long" };
  const hours = text.length > 10 ? { hour: "numeric", minute: "2-digit" } : {};
  return timeOf(text).toLocaleString(ENGLISH, { ...parts, ...hours });
}

const MORNING = 9; // the hour at which a calendar reminds
const dateOf = (time) => [time.getFullYear(), time.getMonth() + 1, time.getDate()]
  .map((part) => String(part).padStart(2, "0")).join("-");

/** Return the day on whose morning to be reminded of a letter; "" where it is too late for one. */
export function reminderOn({ from, until }, today, now = new Date()) {
  if (!from) return "";
  const first = [from.slice(0, 10), today].sort().at(-1); // a day that is over is today
  if (first !== dateOf(now) || now.getHours() < MORNING) return first;
  if (until && until.slice(0, 10) <= first) return "";
  return dateOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1));
}

/** Return when to send a letter, in words. */
export function span({ from, until }) {
  if (!from) return "";
  return until && until !== from ? `${day(from)} to ${day(until)}` : day(from);
}
