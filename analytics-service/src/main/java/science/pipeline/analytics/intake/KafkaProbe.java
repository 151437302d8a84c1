package science.pipeline.analytics.intake;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Asks Kafka whether it is there. Any thread. */
public final class KafkaProbe {

    private static final int PATIENCE_MILLIS = 2000;

    private final Admin admin;
    private final String servers;

    KafkaProbe(Admin admin, String servers) {
        this.admin = admin;
        this.servers = servers;
    }

    /** The brokers that were configured. */
    public String servers() {
        return servers;
    }

    /** Why it does not answer; empty when it does. Waits two seconds at most. */
    public Optional<String> trouble() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .clusterId()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException silent) {
            return Optional.of("Kafka at " + servers + " did not answer within " + PATIENCE_MILLIS + " ms");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while asking Kafka at " + servers);
        }
    }
}
