// Days as one says them, and the reminder that a calendar takes.

export const isDay = (text) => /^\d{4}-\d{2}-\d{2}(T[\d:.]+)?$/.test(text);
// A day, without an hour, is that day wherever one reads it.
const timeOf = (text) => new Date(text.length === 10 ? `${text}T12:00` : text);

/** Return a day such as 2026-11-22, or a time on it, as one says it; other texts as they are. */
export function day(text, language = document.documentElement.lang) {
  if (!isDay(text)) return text;
  const parts = { weekday: "long", day: "numeric", month: "long" };
  const hours = text.length > 10 ? { hour: "numeric", minute: "2-digit" } : {};
  return timeOf(text).toLocaleString(language, { ...parts, ...hours });
}

/** Return when to send a letter, in words. */
export function span({ from, until }) {
  if (!from) return "";
  return until && until !== from ? `${day(from)} to ${day(until)}` : day(from);
}

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
const digits = (text) => text.replace(/[-:]/g, "").replace(/\..*/, "");

// RFC 5545, section 3.1: a line has at most 75 octets, and goes on after a blank.
function folded(line) {
  const found = [""];
  let length = 0;
  for (const sign of line) {
    const octets = new TextEncoder().encode(sign).length;
    if (length + octets > 74) {
      found.push(" ");
      length = 1;
    }
    found[found.length - 1] += sign;
    length += octets;
  }
  return found.join("\r\n");
}

/** Return an event of a calendar (RFC 5545) that reminds of *title* on the day or time *from*. */
export function reminder({ title, from, why }, now = new Date()) {
  const stamp = digits(now.toISOString().slice(0, 19)) + "Z";
  const starts = from.length > 10 ? `DTSTART:${digits(from.slice(0, 19).padEnd(19, ":00"))}`
    : `DTSTART;VALUE=DATE:${digits(from)}`;
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//drafter//drafter//EN",
    "BEGIN:VEVENT", `UID:${crypto.randomUUID()}@drafter`, `DTSTAMP:${stamp}`, starts,
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(why)}`,
    "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`,
    from.length > 10 ? "TRIGGER:PT0M" : "TRIGGER:PT9H", "END:VALARM",
    "END:VEVENT", "END:VCALENDAR", "",
  ];
  return lines.map(folded).join("\r\n");
}
