package sentiment.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an {@code Accept} header prefers (RFC 9110, section 12.5.1). */
final class Accept {

  private record Range(String type, double quality) {}

  private final List<Range> ranges;

  private Accept(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** Reads a header; parts that are not of its form are skipped. */
  static Accept of(String header) {
    List<Range> ranges = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      String[] pieces = part.split(";", -1);
      double quality = 1;
      for (int i = 1; i < pieces.length; i++) {
        String parameter = pieces[i].strip().toLowerCase(Locale.ROOT);
        if (parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
          quality = Double.parseDouble(parameter.substring(2));
        }
      }
      ranges.add(new Range(pieces[0].strip().toLowerCase(Locale.ROOT), quality));
    }
    return new Accept(ranges);
  }

  /** How much a type is wanted that the header names in full, 0 to 1; 0 if it does not. */
  double explicit(String type) {
    return ranges.stream()
        .filter(range -> range.type().equals(type))
        .mapToDouble(Range::quality)
        .max()
        .orElse(0);
  }

  /** How much a type is wanted, by its name or else by a range that holds it, 0 to 1. */
  double quality(String type) {
    String family = type.substring(0, type.indexOf('/')) + "/*";
    for (String wanted : List.of(type, family, "*/*")) {
      if (ranges.stream().anyMatch(range -> range.type().equals(wanted))) {
        return explicit(wanted);
      }
    }
    return 0;
  }
}
