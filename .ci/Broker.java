import java.nio.file.Path;
import java.util.Scanner;
import sentiment.demo.EmbeddedBroker;

/** A broker of the program's own in the folder given; makes the topics named on standard input. */
final class Broker {

  public static void main(String[] arguments) {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
        Scanner topics = new Scanner(System.in)) {
      System.out.println(broker.bootstrapServers());
      while (topics.hasNext()) {
        String topic = topics.next();
        broker.createTopic(topic, 3);
        System.out.println(topic);
      }
    }
  }
}
