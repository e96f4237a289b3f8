package sentiment;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

/** Who may import whom. A package may import what its neighbours in the table hand to it. */
class ArchitectureTest {

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("sentiment");

  private static final Map<String, List<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("text", List.of()),
          entry("kernel", List.of()),
          entry("model", List.of("text", "kernel")),
          entry("explain", List.of("model", "text")),
          entry("scoring", List.of("text", "model", "explain")),
          entry("streams", List.of("scoring", "explain", "model", "text")),
          entry("web", List.of("metrics", "streams", "scoring", "explain", "model", "text")),
          entry("dataset", List.of()),
          entry("evaluation", List.of("scoring", "explain", "dataset", "model", "text")),
          entry("report", List.of("evaluation", "explain", "dataset", "model", "text")),
          entry("baseline", List.of("dataset", "text", "model", "evaluation")),
          entry("pretraining", List.of("kernel", "model")),
          entry(
              "training",
              List.of(
                  "dataset",
                  "text",
                  "kernel",
                  "model",
                  "explain",
                  "evaluation",
                  "pretraining",
                  "baseline")),
          entry("metrics", List.of("streams", "scoring", "explain", "model")),
          entry(
              "bench",
              List.of(
                  "demo", "streams", "scoring", "explain", "model", "text", "kernel", "training")),
          entry(
              "demo", List.of("streams", "web", "metrics", "scoring", "explain", "model", "text")));

  private static final DescribedPredicate<JavaClass> KAFKA_OR_AVRO =
      resideInAnyPackage("org.apache.kafka..", "kafka..", "org.apache.avro..");

  @Test
  void shouldImportOnlyWhatTheTableAllows() {
    MAY_IMPORT.forEach(
        (name, allowed) -> {
          List<String> own = new ArrayList<>(List.of("sentiment." + name + ".."));
          allowed.forEach(other -> own.add("sentiment." + other + ".."));
          classes()
              .that()
              .resideInAPackage("sentiment." + name + "..")
              .should()
              .onlyDependOnClassesThat(
                  not(resideInAPackage("sentiment.."))
                      .or(resideInAnyPackage(own.toArray(new String[0]))))
              .check(PROGRAM);
        });
  }

  @Test
  void shouldHaveNoCycles() {
    slices().matching("sentiment.(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void shouldKeepTextAndKernelOnTheJdk() {
    noClasses()
        .that()
        .resideInAnyPackage("sentiment.text..", "sentiment.kernel..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..", "jdk.incubator.vector..", "sentiment..", "org.jspecify..")
        .check(PROGRAM);
  }

  @Test
  void shouldKeepKafkaAndAvroInTheStreamAndTheDemo() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "sentiment.streams..", "sentiment.demo..", "sentiment.bench..", "sentiment.metrics..")
        .should()
        .dependOnClassesThat(KAFKA_OR_AVRO)
        .check(PROGRAM);
  }

  @Test
  void shouldOnlyHandTheStreamOnToMicrometerInTheMetrics() {
    noClasses()
        .that()
        .resideInAPackage("sentiment.metrics..")
        .should()
        .dependOnClassesThat(KAFKA_OR_AVRO.and(not(type(KafkaStreams.class))))
        .orShould()
        .callMethodWhere(target(owner(type(KafkaStreams.class))))
        .check(PROGRAM);
  }

  @Test
  void shouldKeepDl4jInTheTraining() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sentiment.training..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
        .check(PROGRAM);
  }

  @Test
  void shouldKeepLiblinearInTheBaseline() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sentiment.baseline..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("de.bwaldvogel..")
        .check(PROGRAM);
  }

  @Test
  void shouldKeepLetsPlotInTheReport() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sentiment.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jetbrains.letsPlot..", "kotlin..")
        .check(PROGRAM);
  }

  @Test
  void shouldKeepMicrometerInTheMetrics() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sentiment.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .check(PROGRAM);
  }

  @Test
  void shouldKeepTheHttpServerInTheWeb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sentiment.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(PROGRAM);
  }

  @Test
  void shouldLetNobodyImportTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sentiment.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("sentiment.cli..")
        .check(PROGRAM);
  }

  @Test
  void shouldNotPrintStackTracesOrSleep() {
    noClasses()
        .that()
        .resideOutsideOfPackage("sentiment.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(PROGRAM);
  }
}
