package sentiment.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * One chart, drawn by Lets-Plot from a description in its own words (layers of geometries over
 * columns of data) and made part of a page: colours and type come from the page's style sheet, so
 * that one drawing serves light and dark.
 */
final class Plot {

  private static final int WIDTH = 520;
  private static final int HEIGHT = 340;

  private static final Pattern STYLE = Pattern.compile("<style.*?</style>", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile("id=\"([A-Za-z0-9]+)\"");
  private static final Pattern SPACE = Pattern.compile(">\\s+<");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern LONG_NUMBER = Pattern.compile("(\\d\\.\\d{2})\\d+(E-\\d+)?");
  private static final Pattern SIZE = Pattern.compile("width=\"(\\S+)\" height=\"(\\S+)\"");

  /** Colours by their role; the drawing carries a stand-in for each. */
  enum Colour {
    INK("--ink", 0),
    MUTED("--muted", 1),
    LINE("--line", 2),
    POSITIVE("--pos-fill", 3),
    NEGATIVE("--neg-fill", 4);

    private final String property;
    private final int blue; // of the stand-in

    Colour(String property, int blue) {
      this.property = property;
      this.blue = blue;
    }

    String standIn() {
      return "#0101%02x".formatted(blue);
    }
  }

  private final Map<String, Object> spec = new LinkedHashMap<>();
  private final List<Object> layers = new ArrayList<>();
  private final List<Object> scales = new ArrayList<>();

  Plot() {
    spec.put("kind", "plot");
    spec.put("ggsize", Map.of("width", WIDTH, "height", HEIGHT));
    spec.put("theme", theme());
    spec.put("layers", layers);
    spec.put("scales", scales);
  }

  private static Map<String, Object> theme() {
    Map<String, Object> blank = Map.of("name", "blank", "blank", true);
    return Map.of(
        "name",
        "minimal",
        "plot_background",
        blank,
        "panel_grid_minor",
        blank,
        "axis_title",
        Map.of("name", "text", "color", Colour.INK.standIn(), "size", 14),
        "axis_text",
        Map.of("name", "text", "color", Colour.MUTED.standIn(), "size", 13),
        "panel_grid",
        Map.of("name", "line", "color", Colour.LINE.standIn(), "size", 1),
        "axis_ticks",
        blank);
  }

  /**
   * Puts a layer over those before.
   *
   * @param geometry as Lets-Plot calls it
   * @param data columns of equal length by name
   * @param look further properties by name; a {@link Colour} is one of the page
   */
  Plot layer(String geometry, Map<String, List<?>> data, Map<String, Object> look) {
    Map<String, Object> layer = new LinkedHashMap<>();
    Map<String, String> mapping = new LinkedHashMap<>();
    data.keySet().forEach(name -> mapping.put(name, name));
    layer.put("geom", geometry);
    layer.put("data", data);
    layer.put("mapping", mapping);
    layer.put("stat", "identity");
    layer.put("show_legend", false);
    layer.put("tooltips", "none");
    look.forEach((name, value) -> layer.put(name, value instanceof Colour c ? c.standIn() : value));
    layers.add(layer);
    return this;
  }

  /**
   * Names an axis.
   *
   * @param axis {@code x} or {@code y}
   * @param title with the unit
   * @param more further properties of the scale by name
   */
  Plot axis(String axis, String title, Map<String, Object> more) {
    Map<String, Object> scale = new LinkedHashMap<>(more);
    scale.put("aesthetic", axis);
    scale.put("name", title);
    scales.add(scale);
    return this;
  }

  /**
   * Draws.
   *
   * @param name prefix of its ids, unique on the page
   * @param label what a screen reader says of it
   * @return an {@code svg} element
   */
  String svg(String name, String label) {
    String svg =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            spec, null, (width, height, pixels) -> "", true);
    svg = STYLE.matcher(svg).replaceAll("");
    Matcher ids = ID.matcher(svg);
    Map<String, String> names = new LinkedHashMap<>();
    while (ids.find()) {
      names.putIfAbsent(ids.group(1), name + "-" + names.size()); // drawn at random otherwise
    }
    for (Map.Entry<String, String> id : names.entrySet()) {
      svg = svg.replace(id.getKey(), id.getValue());
    }
    svg = inPageColours(svg);
    svg = SPACE.matcher(svg).replaceAll("><");
    svg = TAG.matcher(svg).replaceAll(tag -> Matcher.quoteReplacement(shortened(tag.group())));
    return SIZE.matcher(svg)
        .replaceFirst(
            "viewBox=\"0 0 $1 $2\" role=\"img\" aria-label=\"" + Html.escaped(label) + "\"");
  }

  /** A hundredth of a pixel is enough for places; what a label says stays as it is. */
  private static String shortened(String tag) {
    return LONG_NUMBER.matcher(tag).replaceAll(m -> m.group(2) == null ? m.group(1) : "0");
  }

  private static String inPageColours(String svg) {
    String coloured = svg;
    for (Colour colour : Colour.values()) {
      String property = "var(" + colour.property + ")";
      coloured =
          coloured
              .replace("rgb(1,1,%d)".formatted(colour.blue), property)
              .replace(colour.standIn(), property);
    }
    return coloured;
  }
}
