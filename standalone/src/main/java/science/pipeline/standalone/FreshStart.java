package science.pipeline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.analytics.PipelineProperties;
import science.pipeline.broker.BrokerProperties;

/**
 * {@code pipeline.fresh}: the broker's data and the results of earlier runs move aside together, as neither can go on
 * without the other. Nothing is deleted, and the README of the results stays where it is.
 */
record FreshStart(boolean wanted, boolean ownBroker, Path data, Path results, LocalDateTime now) {

    private static final Logger log = LoggerFactory.getLogger(FreshStart.class);

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final String STAYS = "README.md";

    static FreshStart of(ConfigurableApplicationContext settings) {
        return new FreshStart(
                settings.getBean(PipelineProperties.class).fresh(),
                !Kafka.isNamed(settings.getEnvironment()),
                settings.getBean(BrokerProperties.class).dataDir(),
                settings.getBean(AnalyticsProperties.class).resultsDir(),
                LocalDateTime.now(ZoneOffset.UTC));
    }

    /** @throws StartFailure if it cannot be done; what was moved until then stays aside */
    void moveOldDataAside() {
        if (!wanted) {
            return;
        }
        if (!ownBroker) {
            throw StartFailure.unprinted(
                    "pipeline.fresh: found true beside " + Kafka.BOOTSTRAP_SERVERS
                            + "; expected a run with its own broker, as a cluster's topics are not ours to move. Use another"
                            + " topic and results folder instead (--producer.topic=… --analytics.topic=… "
                            + "--analytics.results-dir=…).",
                    new IllegalArgumentException());
        }
        move(data, List.of());
        move(results, List.of(STAYS));
    }

    private void move(Path folder, List<String> staying) {
        Path source = folder.toAbsolutePath().normalize();
        Path target = source.resolveSibling(source.getFileName() + "-" + STAMP.format(now));
        try {
            List<Path> moving = contents(source).stream()
                    .filter(path -> !staying.contains(path.getFileName().toString()))
                    .toList();
            if (moving.isEmpty()) {
                return;
            }
            Files.createDirectory(target);
            for (Path path : moving) {
                Files.move(path, target.resolve(path.getFileName()));
            }
            log.info("Moved {} aside to {}", source, target.getFileName());
        } catch (IOException e) {
            throw StartFailure.unprinted(
                    "pipeline.fresh: cannot move " + source + " to " + target + ": " + e
                            + ". Move it by hand, or start without pipeline.fresh to go on with it.",
                    e);
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }
}
