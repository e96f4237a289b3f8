package sentiment.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the vectors to work with: the widest of the machine, or what the system property {@code
 * sentiment.kernel} says, for measurements and tests: 512, 256, 128, or scalar.
 */
final class Species {

  private static final String PROPERTY = "sentiment.kernel";

  private Species() {}

  static Tiles choose() {
    String wanted = System.getProperty(PROPERTY, "");
    boolean isOffered = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!isOffered || wanted.equals("scalar")) {
      return new ScalarTiles();
    }
    return VectorTiles.has32Registers() ? new WideTiles() : new NarrowTiles();
  }

  /** Width in bits that was asked for; null for the widest. */
  static @Nullable Integer wantedBits() {
    String wanted = System.getProperty(PROPERTY, "");
    return switch (wanted) {
      case "" -> null;
      case "128", "256", "512" -> Integer.valueOf(wanted);
      default ->
          throw new IllegalArgumentException(
              PROPERTY + "=" + wanted + ": expected 512, 256, 128 or scalar");
    };
  }
}
