package sentiment.streams;

/** Whether the live page is served. */
public enum WebPage {
  /** If only this host can reach it, or a token keeps others out. */
  AUTO,
  ON,
  OFF
}
