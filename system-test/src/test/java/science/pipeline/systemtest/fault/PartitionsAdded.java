package science.pipeline.systemtest.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitions;

/** The topic gets twice as many partitions while the producer sends; its events and its readers use all of them. */
public record PartitionsAdded() implements Fault {

    @Override
    public String name() {
        return "partitions-added";
    }

    @Override
    public Optional<Duration> strike(Scene scene) throws Exception {
        scene.letSomeRecordsPass();
        int before = scene.books().nextOffsets().size();
        long began = System.nanoTime();
        scene.cluster
                .admin()
                .createPartitions(Map.of(scene.setup.topic(), NewPartitions.increaseTo(2 * before)))
                .all()
                .get();
        scene.until("committed records of " + 2 * before + " partitions", () -> {
            Map<Integer, Long> read = scene.books().nextOffsets();
            return read.size() == 2 * before
                    && read.values().stream().filter(next -> next > 0).count() > before;
        });
        return Optional.of(Duration.ofNanos(System.nanoTime() - began));
    }
}
