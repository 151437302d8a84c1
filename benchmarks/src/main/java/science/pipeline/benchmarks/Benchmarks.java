package science.pipeline.benchmarks;

import java.util.Arrays;
import science.pipeline.benchmarks.detection.DetectionEvaluation;
import science.pipeline.benchmarks.endtoend.Drain;
import science.pipeline.benchmarks.endtoend.InvalidOption;
import science.pipeline.benchmarks.endtoend.Latency;
import science.pipeline.benchmarks.endtoend.Months;
import science.pipeline.benchmarks.endtoend.Produce;

/** One command for each measurement. */
public final class Benchmarks {

    private static final String USAGE = """
            java -jar benchmarks/target/benchmarks.jar COMMAND [--option=value …], from the root of the project

              drain      reads a full topic: the service, a bare consumer, plain listeners
              spark      reads a full topic: the Spark job, a plain Spark job, the service
              produce    fills a topic: the producer, and Kafka's ProducerPerformance
              latency    from an event's instant to its analysis, at steady rates
              detection  what the flags are worth: recorded muons (--cms=FOLDER) and synthetic events with known faults
              months     heap, handles, commits, start and stop over months of event time, without Kafka
              hotpath    codec, selection, detection, aggregation and files by JMH (its own options)

            The jars under measurement are built by ./mvnw -DskipTests package; for spark, also by
            ./mvnw -Drun=spark -DskipTests package.
            """;

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            switch (command) {
                case "drain", "spark" -> Drain.run(command, options);
                case "produce" -> Produce.run(options);
                case "latency" -> Latency.run(options);
                case "detection" -> DetectionEvaluation.main(options);
                case "months" -> Months.run(options);
                case "hotpath" -> org.openjdk.jmh.Main.main(options);
                default -> throw new InvalidOption("found the command '" + command + "'\n\n" + USAGE);
            }
        } catch (InvalidOption wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }
}
