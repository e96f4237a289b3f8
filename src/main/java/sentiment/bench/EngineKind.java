package sentiment.bench;

/** An engine that can be measured. */
public enum EngineKind {
  /** This program's own. */
  KERNEL,
  /** DL4J's own layers. */
  DL4J
}
