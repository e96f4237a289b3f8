package sentiment.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML file of maps, lists and scalars, aliases and merged keys resolved. */
final class YamlFile {

  private YamlFile() {}

  static Map<String, Object> read(String path) throws IOException {
    return map(
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Path.of(path))));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
