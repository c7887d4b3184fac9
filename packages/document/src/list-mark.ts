/** « - », « • », « 1. », « a) »: what starts an item of a list typed by hand. */
export const LIST_MARK =
  /^(?:[-–—•·*▪‣◦●■►▶→⇒✓✔☐☑□➢👉]\ufe0f?|(?:\d{1,2}|[a-zA-Z])[.)]|\d{1,2}°\)?|\(\d{1,2}\)|\([a-z]\))[ \t\u00a0]+(?=\S)/u

/** Says whether a mark numbers its item. */
export const ORDERED_MARK = /^\(?(?!o[ \t\u00a0])[\da-zA-Z]/
