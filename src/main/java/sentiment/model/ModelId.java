package sentiment.model;

/**
 * Which bundle made a score.
 *
 * @param name the model's name, for example {@code imdb-attention}
 * @param version the model's version
 * @param sha256 hexadecimal checksum of the bundle's manifest, which holds those of all its members
 */
public record ModelId(String name, String version, String sha256) {}
